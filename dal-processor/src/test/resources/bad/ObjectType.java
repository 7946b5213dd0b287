package bad;

import dev.dal.annotations.ObjectIn;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.store.ObjectId;

@ProcessingFunction
interface ObjectType {

    void read(@ObjectIn ObjectId object);
}
