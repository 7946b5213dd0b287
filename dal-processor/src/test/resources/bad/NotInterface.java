package bad;

import dev.dal.annotations.ProcessingFunction;

class NotInterface {

    @ProcessingFunction
    void add(long x) {}
}
