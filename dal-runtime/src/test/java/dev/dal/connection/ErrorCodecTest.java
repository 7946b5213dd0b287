package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dal.store.memory.Region;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Error objects: what is written is read, what is too long is shortened, what is strange is told apart. */
class ErrorCodecTest {

    private static final ProcessingError CAUSE =
            new ProcessingError("Failed", "", "the cause", "g", "q@00000002", List.of(), null, List.of(), Map.of());
    private static final ProcessingError WHOLE = new ProcessingError(
            "InputFailed",
            "java.lang.IllegalStateException",
            "went wröng \"here\"\n\u0000\ud83d\ude00",
            "f",
            "p@00000001",
            List.of("a.b(C.java:1)", "a.c(C.java:2)"),
            CAUSE,
            List.of(CAUSE, ProcessingError.of(ErrorKind.CANCELLED, "too", "h", "r@00000003")),
            Map.of());

    private static Region region(byte[] data) {
        Region region = Region.allocate(data.length);
        region.put(0, data);
        return region.asReadOnly();
    }

    private static ProcessingError decode(String json) {
        return ErrorCodec.decode(region(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static ProcessingError roundTrip(ProcessingError error) {
        return ErrorCodec.decode(region(ErrorCodec.encode(error)));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(roundTrip(WHOLE)).isEqualTo(WHOLE);
        assertThat(roundTrip(CAUSE)).isEqualTo(CAUSE);
        assertThat(new String(ErrorCodec.encode(CAUSE), StandardCharsets.UTF_8))
                .isEqualTo("{\"kind\":\"Failed\",\"message\":\"the cause\",\"function\":\"g\","
                        + "\"processor\":\"q@00000002\"}");
        assertThat(new String(ErrorCodec.metadata(), StandardCharsets.US_ASCII)).isEqualTo("dal:error");
    }

    @Test
    void everyKindIsKnownByItsName() {
        for (ErrorKind kind : ErrorKind.values()) {
            ProcessingError error = roundTrip(ProcessingError.of(kind, "m", "f", "p"));
            assertThat(error.kind()).isEqualTo(kind.wireName());
            assertThat(error.is(kind)).isTrue();
            assertThat(error.is(kind == ErrorKind.FAILED ? ErrorKind.CLOSED : ErrorKind.FAILED))
                    .isFalse();
        }
    }

    @Test
    void strangeKindsAndKeysAreKeptAndShown() {
        ProcessingError error =
                decode("{\"kind\": \"Tired\", \"message\": \"m\", \"hint\": [1, \"x\"], \"retry\": null,"
                        + " \"cause\": {\"message\": \"c\", \"node\": {\"host\": 7}}}");
        assertThat(error.kind()).isEqualTo("Tired");
        assertThat(error.others()).containsExactly(Map.entry("hint", "[1,\"x\"]"), Map.entry("retry", "null"));
        assertThat(error.cause().others()).containsExactly(Map.entry("node", "{\"host\":7}"));
        assertThat(ProcessingException.of(error)).hasMessage("A call: Tired: m [hint=[1,\"x\"]] [retry=null]");
        // As the cause of another error it is written again.
        ProcessingError outer =
                ProcessingError.of(ErrorKind.INPUT_FAILED, "o", "f", "p").withCause(error);
        assertThat(roundTrip(outer)).isEqualTo(outer);
    }

    @Test
    void whatIsMissingIsEmpty() {
        assertThat(decode("{}"))
                .isEqualTo(new ProcessingError("Failed", "", "", "", "", List.of(), null, List.of(), Map.of()));
    }

    @Test
    void theMetadataTellErrorsFromOthers() {
        assertThat(ErrorCodec.isError(region(new byte[0]))).isFalse();
        assertThat(ErrorCodec.isError(region(ErrorCodec.metadata()))).isTrue();
        assertThatThrownBy(() -> ErrorCodec.isError(region("dal:errors".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(FormatMismatchException.class)
                .hasMessageContaining("carries the metadata 'dal:errors'; expected none, or 'dal:error'");
        assertThatThrownBy(() -> ErrorCodec.isError(region(new byte[100_000])))
                .isInstanceOf(FormatMismatchException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "7", "\"text\"", "[]", "{", "{\"kind\"", "{'kind':'x'}", "nonsense"})
    void whatIsNoObjectIsNoError(String json) {
        assertThatThrownBy(() -> decode(json))
                .isInstanceOf(FormatMismatchException.class)
                .hasMessageContaining("error object does not contain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\": {}, \"message\": [1], \"stack\": \"line\", \"cause\": 7, \"suppressed\": {\"a\": 1}}",
                "{\"kind\": null, \"message\": null, \"stack\": null, \"cause\": null, \"suppressed\": null}",
                "{\"stack\": [[], {}, 1, null], \"suppressed\": [1, null, [], {}]}"
            })
    void valuesOfOtherTypesDoNoHarm(String json) {
        ProcessingError error = decode(json);
        assertThat(ProcessingException.of(error).error()).isSameAs(error);
        assertThat(roundTrip(error)).isNotNull();
    }

    @Test
    void invalidUtf8IsNoError() {
        assertThatThrownBy(() -> ErrorCodec.decode(region(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})))
                .isInstanceOf(FormatMismatchException.class);
    }

    @Test
    void everyTruncationIsAMismatch() {
        byte[] data = ErrorCodec.encode(WHOLE);
        for (int length = 0; length < data.length; length++) {
            Region cut = region(Arrays.copyOf(data, length));
            assertThat(catchThrowable(() -> ErrorCodec.decode(cut)))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(FormatMismatchException.class);
        }
    }

    @Test
    void deepNestingIsCutOrRefused() {
        int depth = 400;
        String causes = "{\"message\":\"m\",\"cause\":".repeat(depth) + "{}" + "}".repeat(depth);
        int found = 0;
        for (ProcessingError error = decode(causes); error.cause() != null; error = error.cause()) {
            found++;
        }
        assertThat(found).isEqualTo(50);
        String arrays = "{\"stack\":" + "[".repeat(200_000);
        assertThatThrownBy(() -> decode(arrays)).isInstanceOf(FormatMismatchException.class);
    }

    @Test
    void aLongErrorIsShortened() {
        ProcessingError fits = error("m".repeat(16 * 1024 - 200));
        assertThat(roundTrip(fits)).isEqualTo(fits);
        ProcessingError tooLong = new ProcessingError(
                "Failed",
                "T",
                "m".repeat(5000),
                "f",
                "p",
                Collections.nCopies(2000, "a.b.c(D.java:7)"),
                CAUSE,
                List.of(CAUSE),
                Map.of());
        byte[] data = ErrorCodec.encode(tooLong);
        assertThat(data).hasSizeLessThan(16 * 1024);
        assertThat(ErrorCodec.decode(region(data)))
                .isEqualTo(new ProcessingError(
                        "Failed", "T", "m".repeat(1000), "f", "p", List.of(), null, List.of(), Map.of()));
    }

    @Test
    void shorteningKeepsCharactersWhole() {
        ProcessingError error = error("x" + "\ud83d\ude00".repeat(20_000));
        String message = roundTrip(error).message();
        assertThat(message).hasSize(999).isEqualTo("x" + "\ud83d\ude00".repeat(499));
    }

    @Test
    void halfCharactersAreReplaced() {
        for (String broken : List.of("a\ud83d", "\ude00b", "\ud83d\ud83d\ude00", "\ude00\ud83d")) {
            assertThat(roundTrip(error(broken)).message())
                    .isEqualTo(new String(broken.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .contains("?");
        }
    }

    @Test
    void everythingThatIsTooLongIsCut() {
        String huge = "n".repeat(100_000);
        ProcessingError error =
                new ProcessingError("Failed", huge, huge, huge, huge, List.of(), null, List.of(), Map.of());
        assertThat(ErrorCodec.encode(error)).hasSizeLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void errorsOfReasonableSizeAreReadOthersRefused() {
        List<String> stack = new ArrayList<>(Collections.nCopies(50_000, "\"a.b.c(D.java:7)\""));
        assertThat(decode("{\"stack\": " + stack + "}").stack()).hasSize(50_000);
        Region tooLong = Region.allocate((16 << 20) + 1);
        assertThatThrownBy(() -> ErrorCodec.decode(tooLong))
                .isInstanceOf(FormatMismatchException.class)
                .hasMessage("An error object of 16777217 bytes is no error object; expected at most 16777216 bytes.");
    }

    private static ProcessingError error(String message) {
        return ProcessingError.of(ErrorKind.FAILED, message, "f", "p@00000001");
    }
}
