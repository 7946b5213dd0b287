package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface Baseline {

    void f(long x);
}
