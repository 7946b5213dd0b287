package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface ReturnType {

    String f();
}
