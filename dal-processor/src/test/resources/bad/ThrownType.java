package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface ThrownType {

    void f() throws Throwable;
}
