package dev.dal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** docs/guide/reference.md names a member and a test for every name of the reference, and both exist. */
class ReferenceGuideTest {

    private static final Path PAGE = Path.of("..", "docs", "guide", "reference.md");

    private static List<ReferenceRow> rows() throws IOException {
        return ReferenceRow.of(Files.readAllLines(PAGE));
    }

    private static List<String> names() throws IOException {
        try (InputStream names = Objects.requireNonNull(
                ReferenceGuideTest.class.getResourceAsStream("reference-api.txt"), "reference-api.txt")) {
            return new String(names.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void noNameIsMissing() throws IOException {
        assertThat(names()).hasSize(108);
        assertThat(rows()).extracting(ReferenceRow::name).containsExactlyElementsOf(names());
    }

    @Test
    void everyMemberExists() throws IOException {
        assertThat(rows()).allMatch(row -> !row.members().isEmpty());
        assertThat(rows().stream().flatMap(row -> row.members().stream()).filter(member -> !Members.exists(member)))
                .isEmpty();
    }

    @Test
    void everyTestExists() throws IOException {
        assertThat(rows()).allMatch(row -> !row.tests().isEmpty());
        assertThat(rows().stream().flatMap(row -> row.tests().stream()).filter(test -> !Members.isTest(test)))
                .isEmpty();
    }

    @Test
    void whatDoesNotExistIsNoticed() {
        assertThat(Members.exists("StoreClient.contains(ObjectId)")).isTrue();
        assertThat(Members.exists("StoreClient.contains(String)")).isFalse();
        assertThat(Members.exists("ObjectId.SIZE_BYTES")).isTrue();
        assertThat(Members.exists("ObjectId.SIZE")).isFalse();
        assertThat(Members.isTest("ReferenceGuideTest.everyTestExists")).isTrue();
        assertThat(Members.isTest("ReferenceGuideTest.rows")).isFalse();
        assertThat(Members.exists("Storage.contains(ObjectId)")).isFalse();
        assertThat(Members.isTest("StorageTest.contains")).isFalse();
    }
}
