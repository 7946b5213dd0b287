package bad;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface BadName {

    void f(@Name("not a name") long x);
}
