package bad;

import dev.dal.annotations.ProcessingFunction;

class InaccessibleType {

    private enum Color {
        RED
    }

    @ProcessingFunction
    interface Inner {
        void f(Color color);
    }
}
