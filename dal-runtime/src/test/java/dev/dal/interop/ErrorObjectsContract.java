package dev.dal.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.connection.DalException;
import dev.dal.connection.FormatMismatchException;
import dev.dal.connection.ProcessingError;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.ProcessorLostException;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.tensor.DoubleTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Error objects that Python wrote, and objects that are neither values nor errors (dal-format.md section 6). */
abstract class ErrorObjectsContract extends StoreFixture {

    ErrorObjectsContract(StoreKind kind) {
        super(kind);
    }

    private final Map<String, ObjectId> written = new HashMap<>();

    @BeforeEach
    void write() {
        for (String line : run("write_errors", prefix())) {
            String[] words = line.split(" ");
            written.put(words[0], ObjectId.fromHex(words[1]));
        }
    }

    private <E extends Exception> E thrownBy(String name, Class<E> type) {
        ObjectId id = written.get(name);
        assertThat(id).as(name).isNotNull();
        try (TensorRef<DoubleTensor> ref = store.makeTensorRef(id, DoubleTensor.TYPE, List.of("i"))) {
            E thrown = catchThrowableOfType(type, () -> ref.get(SOON));
            assertThat(thrown).as(name).isNotNull();
            assertThat(ref.isReady()).isTrue();
            assertThatThrownBy(ref::poll).isExactlyInstanceOf(thrown.getClass()).hasMessage(thrown.getMessage());
            assertThatThrownBy(() -> ref.await(SOON)).isInstanceOf(DalException.class);
            return thrown;
        }
    }

    @Test
    void anErrorIsThrownWithAllItsFields() {
        ProcessingException thrown = thrownBy("full", ProcessingException.class);
        ProcessingError error = thrown.error();
        assertThat(error.kind()).isEqualTo("Failed");
        assertThat(error.type()).isEqualTo("ValueError");
        assertThat(error.message()).isEqualTo("schief gegangen ✗\nin two lines");
        assertThat(error.function()).isEqualTo("smelt");
        assertThat(error.processor()).isEqualTo("furnace@00000042");
        assertThat(error.stack()).containsExactly("smelt.py:12 in smelt", "smelt.py:99 in main", "third", "fourth");
        assertThat(error.others()).isEmpty();
        assertThat(error.cause().type()).isEqualTo("KeyError");
        assertThat(error.cause().message()).isEqualTo("ore is missing");
        assertThat(error.cause().cause().message()).isEqualTo("nobody has dug");
        assertThat(error.cause().cause().cause()).isNull();
        assertThat(error.suppressed()).extracting(ProcessingError::message).containsExactly("the lid", "the fire");
        assertThat(error.suppressed()).extracting(ProcessingError::kind).containsExactly("Failed", "Cancelled");
        assertThat(thrown)
                .isExactlyInstanceOf(ProcessingException.class)
                .hasMessageContaining("'smelt' of furnace@00000042")
                .hasMessageContaining("ValueError: schief gegangen ✗")
                .hasMessageContaining("smelt.py:12 in smelt");
        assertThat(thrown).cause().isInstanceOf(ProcessingException.class).hasMessageContaining("ore is missing");
        assertThat(thrown).rootCause().hasMessageContaining("nobody has dug");
        assertThat(thrown.getSuppressed()).hasSize(2);
    }

    @Test
    void unknownKindsAndKeysAreKeptAndShown() {
        ProcessingException thrown = thrownBy("unknown", ProcessingException.class);
        assertThat(thrown.kind()).isEqualTo("Melted");
        assertThat(thrown.error().others())
                .containsOnly(Map.entry("temperature", "1811"), Map.entry("where", "{\"x\":[1]}"));
        assertThat(thrown).hasMessageContaining("Melted: too hot").hasMessageContaining("temperature=1811");
    }

    @Test
    void aLostProcessorHasAnExceptionOfItsOwn() {
        ProcessorLostException thrown = thrownBy("lost", ProcessorLostException.class);
        assertThat(thrown).hasMessageContaining("gone with the wind");
        assertThat(thrown.error().processor()).isEqualTo("furnace@00000042");
    }

    @Test
    void longAndDeepErrorsAreThrownAlike() {
        assertThat(thrownBy("long", ProcessingException.class).error().message())
                .hasSize(1_000_000);
        ProcessingException deep = thrownBy("deep", ProcessingException.class);
        assertThat(deep.error().message()).isEqualTo("level 299");
        assertThat(deep).cause().hasMessageContaining("level 298");
    }

    @Test
    void anErrorWithValuesOfOtherTypesIsStillAnError() {
        ProcessingException thrown = thrownBy("odd", ProcessingException.class);
        assertThat(thrown.kind()).isEqualTo("5");
    }

    @Test
    void anErrorObjectWithoutJsonIsRefused() {
        for (String name : List.of("text", "half", "nothing", "tensor")) {
            assertThat(thrownBy(name, FormatMismatchException.class)).as(name).hasMessageContaining("JSON");
        }
        assertThat(thrownBy("array", FormatMismatchException.class)).hasMessageContaining("JSON object");
    }

    @Test
    void foreignMetadataAreRefusedByName() {
        assertThat(thrownBy("pickle", FormatMismatchException.class)).hasMessageContaining("'pickle:5'");
        assertThat(thrownBy("similar", FormatMismatchException.class)).hasMessageContaining("'dal:error '");
        assertThat(thrownBy("binary", FormatMismatchException.class)).hasMessageContaining("metadata");
        assertThat(thrownBy("endless", FormatMismatchException.class)).hasMessageContaining("mmmmmmmm");
    }
}
