package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface WriteFailed {

    void f();
}
