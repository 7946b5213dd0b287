package bad;

import dev.dal.annotations.ProcessingFunction;

class PrivateInterface {

    @ProcessingFunction
    private interface Inner {
        void f();
    }
}
