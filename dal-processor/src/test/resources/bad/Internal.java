package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface Internal {

    void f();
}
