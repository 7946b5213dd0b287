package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface InheritedMethod extends AutoCloseable {

    void f();
}
