package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface NotAbstract {

    void f();

    @ProcessingFunction
    default void both() {}
}
