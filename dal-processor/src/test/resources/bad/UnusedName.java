package bad;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface UnusedName {

    void f();

    default void both(@Name("y") long x) {}
}
