package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface Absent {

    void f(@org.jspecify.annotations.Nullable long width);
}
