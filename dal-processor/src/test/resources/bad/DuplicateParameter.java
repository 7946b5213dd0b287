package bad;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface DuplicateParameter {

    void f(long x, @Name("x") long y);
}
