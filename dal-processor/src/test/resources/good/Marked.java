package demo;

import dev.dal.annotations.ObjectIn;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TensorIn;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.table.Table;
import dev.dal.tensor.DoubleTensor;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** Annotations named Nullable of several kinds: generated code repeats those that it can. */
@ProcessingFunction
interface Marked {

    void types(
            @OfTypes.Nullable String text,
            byte @OfTypes.Nullable [] bytes,
            Thread.@OfTypes.Nullable State state,
            @TensorIn("i") @OfTypes.Nullable DoubleTensor tensor,
            @TableIn @OfTypes.Nullable Table<Row> table,
            @ObjectIn @OfTypes.Nullable ObjectBuffer object,
            @OfTypes.Nullable Long boxed);

    void parameters(
            @OfParameters.Nullable String text,
            @OfParameters.Nullable byte[] bytes,
            @TensorIn("i") @OfParameters.Nullable DoubleTensor tensor,
            @OfParameters.Nullable Long boxed);

    void anywhere(@Anywhere.Nullable String text, Long boxed, String mandatory);

    void notRepeated(@WithMembers.Nullable(reason = "none") String text, @Old.Nullable String other);

    record Row(Long x) {}

    /** For uses of types alone. */
    final class OfTypes {
        @Target(ElementType.TYPE_USE)
        @interface Nullable {}
    }

    /** For parameters alone. */
    final class OfParameters {
        @Target(ElementType.PARAMETER)
        @interface Nullable {}
    }

    /** For all declarations. */
    final class Anywhere {
        @interface Nullable {
            String value() default "";
        }
    }

    /** Not to be written without more. */
    final class WithMembers {
        @interface Nullable {
            String reason();
        }
    }

    /** Not to be used any more. */
    final class Old {
        @Deprecated
        @interface Nullable {}
    }
}
