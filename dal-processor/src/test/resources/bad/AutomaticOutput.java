package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface AutomaticOutput {

    void f(long done);
}
