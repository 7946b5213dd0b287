package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface ReservedName {

    void close();
}
