package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dal.ipc.FormatException;
import dev.dal.ipc.SchemaCodec;
import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declarations are written as they are read, and malformed ones are told apart. */
class NamespaceDeclarationTest {

    private static final Schema FIRST = function("first");
    private static final Schema SECOND = function("second");
    private static final NamespaceInfo WHOLE = new NamespaceInfo(
            0xfedcba98, "räumlich", 4711, List.of("java", "-cp \"x\"", ""), 0xcafebabe, true, List.of(FIRST, SECOND));

    private static Schema function(String name) {
        Field field = Field.notNullable("x", new ArrowType.Int(64, true));
        return new Schema(List.of(field), Map.of(NamespaceDeclaration.FUNCTION_KEY, name));
    }

    private static Region region(byte[] data) {
        Region region = Region.allocate(data.length);
        region.put(0, data);
        return region.asReadOnly();
    }

    private static NamespaceInfo decode(byte[] data) {
        return NamespaceDeclaration.decode(0xfedcba98, region(data));
    }

    /** A declaration whose first schema has the given metadata. */
    private static byte[] withMetadata(Map<String, String> changes) {
        Map<String, String> metadata = new HashMap<>(Map.of(
                "proc:namespace",
                "n",
                "proc:pid",
                "1",
                "proc:argv",
                "[]",
                "dal:version",
                "1",
                "dal:epoch",
                "0000000a"));
        changes.forEach((key, value) -> {
            if (value == null || value.equals("absent")) {
                metadata.remove(key);
            } else {
                metadata.put(key, value);
            }
        });
        return SchemaCodec.encodeAll(List.of(new Schema(List.of(), metadata)));
    }

    @Test
    void whatIsWrittenIsRead() {
        NamespaceInfo read = decode(NamespaceDeclaration.encode(WHOLE));
        assertThat(read).isEqualTo(WHOLE);
        assertThat(read.label()).isEqualTo("räumlich@fedcba98");
        assertThat(read.function("second")).contains(SECOND);
        assertThat(read.function("third")).isEmpty();
    }

    @Test
    void aDeclarationWithoutFunctionsIsACallers() {
        NamespaceInfo info = new NamespaceInfo(0, "", 1, List.of(), 1, false, List.of());
        assertThat(NamespaceDeclaration.decode(0, region(NamespaceDeclaration.encode(info))))
                .isEqualTo(info);
    }

    @Test
    void bytesAfterTheEndAreIgnored() {
        byte[] data = NamespaceDeclaration.encode(WHOLE);
        byte[] longer = Arrays.copyOf(data, data.length + 100);
        Arrays.fill(longer, data.length, longer.length, (byte) 0xff);
        assertThat(decode(longer)).isEqualTo(WHOLE);
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        NamespaceInfo read = decode(withMetadata(
                Map.of("proc:pid", "absent", "proc:argv", "absent", "dal:version", "absent", "dal:epoch", "absent")));
        assertThat(read).isEqualTo(new NamespaceInfo(0xfedcba98, "n", -1, List.of(), 0, false, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "dal:version    | 2           | has version 2; this library reads version 1",
                "proc:namespace | absent      | has no key 'proc:namespace'",
                "proc:pid       | many        | 'proc:pid' is 'many'",
                "proc:argv      | {}          | 'proc:argv' is no JSON array",
                "proc:argv      | [           | 'proc:argv' is no JSON",
                "proc:argv      | \"\"          | 'proc:argv' is no JSON",
                "dal:epoch      | 1           | 'dal:epoch' is '1'",
                "dal:epoch      | 0000000000a | 'dal:epoch' is '0000000000a'",
                "dal:epoch      | -000000a    | 'dal:epoch' is '-000000a'",
                "dal:epoch      | epoch       | 'dal:epoch' is 'epoch'"
            })
    void whatCannotBeReadIsSaid(String key, String value, String message) {
        assertThatThrownBy(() -> decode(withMetadata(Map.of(key, value))))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theEpochIsReadInEitherCase() {
        assertThat(decode(withMetadata(Map.of("dal:epoch", "CAFEBABE"))).epoch())
                .isEqualTo(0xcafebabe);
    }

    @Test
    void deepArgumentsAreNoDeclaration() {
        assertThatThrownBy(() -> decode(withMetadata(Map.of("proc:argv", "[".repeat(100_000)))))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void functionsHaveDifferentNames() {
        List<Schema> twice = List.of(new Schema(List.of(), Map.of("proc:namespace", "n")), FIRST, FIRST);
        assertThatThrownBy(() -> decode(SchemaCodec.encodeAll(twice)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("2 functions but 1 different names");
        List<Schema> nameless =
                List.of(new Schema(List.of(), Map.of("proc:namespace", "n")), new Schema(FIRST.getFields(), Map.of()));
        assertThatThrownBy(() -> decode(SchemaCodec.encodeAll(nameless))).isInstanceOf(FormatException.class);
    }

    @Test
    void nothingIsNoDeclaration() {
        assertThatThrownBy(() -> decode(SchemaCodec.encodeAll(List.of())))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("begins with the schema of its namespace");
        assertThatThrownBy(() -> decode(new byte[0])).isInstanceOf(FormatException.class);
    }

    @Test
    void everyTruncationIsAFormatError() {
        byte[] data = NamespaceDeclaration.encode(WHOLE);
        for (int length = 0; length < data.length; length++) {
            byte[] cut = Arrays.copyOf(data, length);
            assertThat(catchThrowable(() -> decode(cut)))
                    .as("cut to %d of %d bytes", length, data.length)
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void everyCorruptionIsReadOrAFormatError() {
        byte[] data = NamespaceDeclaration.encode(WHOLE);
        Random random = new Random(1);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < data.length; i++) {
            for (byte value : new byte[] {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, (byte) random.nextInt()}) {
                byte[] changed = data.clone();
                changed[i] = value;
                Throwable failure = catchThrowable(() -> decode(changed));
                if (failure != null && !(failure instanceof FormatException)) {
                    wrong.add("byte " + i + " = " + value + ": " + failure);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
