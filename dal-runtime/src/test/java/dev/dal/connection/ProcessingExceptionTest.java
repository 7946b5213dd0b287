package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a failure is described at the processor, and thrown at the caller. */
class ProcessingExceptionTest {

    private static ProcessingError describe(Throwable thrown) {
        return ProcessingError.of(ErrorKind.FAILED, thrown, "f", "p@00000001");
    }

    private static ProcessingError error(ErrorKind kind, String message) {
        return ProcessingError.of(kind, message, "g", "q@00000002");
    }

    /** A declared exception of the kind that sets its cause itself, so that it cannot be set again. */
    private static final class Sealed extends Exception {
        private static final long serialVersionUID = 1L;

        Sealed(String message) {
            super(message, null);
        }
    }

    @Test
    void anExceptionIsDescribedWithStackCauseAndSuppressed() {
        IllegalStateException thrown = new IllegalStateException("top", new IOException("below"));
        thrown.addSuppressed(new IllegalArgumentException("beside"));
        ProcessingError error = describe(thrown);
        assertThat(error.kind()).isEqualTo("Failed");
        assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.message()).isEqualTo("top");
        assertThat(error.function()).isEqualTo("f");
        assertThat(error.processor()).isEqualTo("p@00000001");
        assertThat(error.stack().get(0)).contains("ProcessingExceptionTest.anExceptionIsDescribed");
        assertThat(error.cause().message()).isEqualTo("below");
        assertThat(error.cause().cause()).isNull();
        assertThat(error.suppressed()).extracting(ProcessingError::message).containsExactly("beside");
    }

    @Test
    void anExceptionWithoutMessageSaysItsClass() {
        assertThat(describe(new NullPointerException()).message()).isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void circlesAreCut() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        first.addSuppressed(second);
        ProcessingError error = describe(first);
        assertThat(error.cause().message()).isEqualTo("second");
        assertThat(error.cause().cause()).isNull();
        assertThat(error.suppressed()).as("said once, as the cause").isEmpty();
    }

    @Test
    void longChainsAreCut() {
        Throwable thrown = new Exception("0");
        for (int i = 1; i < 100_000; i++) {
            thrown = new Exception(Integer.toString(i), thrown);
            thrown.setStackTrace(new StackTraceElement[0]);
        }
        int causes = 0;
        for (ProcessingError error = describe(thrown); error.cause() != null; error = error.cause()) {
            causes++;
        }
        assertThat(causes).isEqualTo(50);
    }

    @Test
    void aRemoteFailureIsTheCauseNotTheFailure() {
        ProcessingException remote = ProcessingException.of(error(ErrorKind.PROCESSOR_LOST, "gone"));
        assertThat(remote).isInstanceOf(ProcessorLostException.class);
        ProcessingError error = describe(remote);
        assertThat(error.kind()).as("this processor is not lost").isEqualTo("Failed");
        assertThat(error.type()).isEqualTo(ProcessorLostException.class.getName());
        assertThat(error.message()).contains("gone");
        assertThat(error.processor()).isEqualTo("p@00000001");
        assertThat(error.cause()).isEqualTo(remote.error());
        assertThat(ProcessingException.of(error)).isNotInstanceOf(ProcessorLostException.class);
        ProcessingError wrapped = describe(new IllegalStateException("while waiting", remote));
        assertThat(wrapped.message()).isEqualTo("while waiting");
        assertThat(wrapped.cause()).isEqualTo(remote.error());
    }

    @Test
    void anErrorIsThrownWithAllItSays() {
        ProcessingError cause = error(ErrorKind.FAILED, "below");
        ProcessingError error = new ProcessingError(
                "InputFailed",
                "some.Type",
                "top",
                "f",
                "p@00000001",
                List.of("one", "two", "three", "four"),
                cause,
                List.of(error(ErrorKind.CANCELLED, "beside")),
                Map.of("hint", "1"));
        ProcessingException thrown = ProcessingException.of(error);
        assertThat(thrown)
                .hasMessage("Function 'f' of p@00000001: InputFailed: some.Type: top [hint=1]\n\tremotely at one"
                        + "\n\tremotely at two\n\tremotely at three")
                .cause()
                .isInstanceOf(ProcessingException.class)
                .hasMessage("Function 'g' of q@00000002: Failed: below");
        assertThat(thrown.getSuppressed()).hasSize(1);
        assertThat(thrown.getSuppressed()[0]).hasMessageContaining("Cancelled: beside");
        assertThat(thrown.kind()).isEqualTo("InputFailed");
        assertThat(thrown.error()).isSameAs(error);
    }

    @Test
    void aDeclaredExceptionIsTheCauseAndHasTheRemoteCause() {
        ProcessingError error = describe(new IOException("declared", new IllegalStateException("why")));
        ErrorTranslator translator =
                (type, message) -> type.equals("java.io.IOException") ? new IOException(message) : null;
        ProcessingException thrown = ProcessingException.of(error, translator);
        assertThat(thrown.getCause()).isInstanceOf(IOException.class).hasMessage("declared");
        assertThat(thrown.getCause().getCause())
                .isInstanceOf(ProcessingException.class)
                .hasMessageContaining("why");
    }

    @Test
    void onlyFailuresOfTheFunctionAreTranslated() {
        ErrorTranslator translator = (type, message) -> new IOException(message);
        assertThat(ProcessingException.of(error(ErrorKind.CLOSED, "m"), translator))
                .hasNoCause();
        assertThat(ProcessingException.of(error(ErrorKind.FAILED, "m"), translator))
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aDeclaredExceptionThatTakesNoCauseIsThrownAllTheSame() {
        ProcessingError error = describe(new IllegalStateException("top", new IllegalStateException("why")));
        ProcessingException thrown = ProcessingException.of(error, (type, message) -> new Sealed(message));
        assertThat(thrown.getCause()).isInstanceOf(Sealed.class);
        assertThat(thrown.getCause().getSuppressed()[0]).hasMessageContaining("why");
    }

    @Test
    void aDeclaredExceptionThatCannotBeMadeIsLeftOut() {
        ErrorTranslator broken = (type, message) -> {
            throw new IllegalArgumentException("not with this message");
        };
        ProcessingException thrown = ProcessingException.of(error(ErrorKind.FAILED, "m"), broken);
        assertThat(thrown).hasNoCause().hasMessageContaining("Failed: m");
    }
}
