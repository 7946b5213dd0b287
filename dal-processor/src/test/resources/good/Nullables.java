package demo;

import dev.dal.annotations.Name;
import dev.dal.annotations.ObjectIn;
import dev.dal.annotations.ObjectOut;
import dev.dal.annotations.ObjectRef;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.call.ObjectOutput;
import dev.dal.call.Tag;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything that may be null, beside things that may not. */
@ProcessingFunction
interface Nullables {

    void boxes(Boolean flag, Byte i8, Short i16, Integer i32, Long i64, Float f32, Double f64, long sum, @TensorOut LongTensor present);

    void values(
            @Nullable String text,
            byte @Nullable [] bytes,
            @Nullable Instant instant,
            @Nullable Duration duration,
            @Nullable LocalDate date,
            @Nullable ObjectId id,
            @Nullable TimeUnit unit,
            @ObjectRef @Nullable ObjectId named,
            @TensorOut LongTensor present);

    /**
     * Adds vectors.
     *
     * @param xs a vector
     * @param ys another, if there is one
     * @param sum the sum
     * @param negative the sum with the other sign
     */
    void add(
            @TensorIn("i") DoubleTensor xs,
            @TensorIn("i") @Nullable DoubleTensor ys,
            @TensorOut("i") DoubleTensor sum,
            @TensorOut(value = "i", zeroed = false) @Nullable DoubleTensor negative);

    void objects(
            @ObjectIn @Nullable ObjectBuffer in,
            @Nullable Tag early,
            @ObjectOut @Nullable ObjectOutput copy);

    long length(@Nullable String text);

    void onlyOptional(@TensorOut("two=2") @Nullable LongTensor some, @Name("any") @TensorOut @Nullable LongTensor hashCode);
}
