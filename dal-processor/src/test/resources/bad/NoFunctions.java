package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface NoFunctions {

    default void f() {}
}
