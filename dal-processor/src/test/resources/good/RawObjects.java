package demo;

import dev.dal.annotations.ObjectIn;
import dev.dal.annotations.ObjectOut;
import dev.dal.annotations.ObjectRef;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorOut;
import dev.dal.call.ObjectOutput;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.tensor.LongTensor;

/** Objects of any bytes, and ids of objects. */
@ProcessingFunction
interface RawObjects {

    /**
     * Reverses bytes.
     *
     * @param in some bytes
     * @param out the same, the last one first
     */
    void reverse(@ObjectIn ObjectBuffer in, @ObjectOut ObjectOutput out);

    void join(@ObjectIn ObjectBuffer first, @ObjectIn ObjectBuffer second, @ObjectOut ObjectOutput both, @TensorOut LongTensor length);

    void same(@ObjectRef ObjectId reference, ObjectId value, @TensorOut LongTensor same);
}
