package dev.dal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(rows()).allSatisfy(row -> assertThat(row.members())
                .isNotEmpty()
                .allSatisfy(member ->
                        assertThat(Members.exists(member)).as(member).isTrue()));
    }

    @Test
    void everyTestExists() throws IOException {
        assertThat(rows()).allSatisfy(row -> assertThat(row.tests())
                .isNotEmpty()
                .allSatisfy(test -> assertThat(Members.isTest(test)).as(test).isTrue()));
    }

    @Test
    void whatDoesNotExistIsNoticed() {
        assertThat(Members.exists("StoreClient.contains(ObjectId)")).isTrue();
        assertThat(Members.exists("StoreClient.contains(String)")).isFalse();
        assertThat(Members.exists("ObjectId.SIZE_BYTES")).isTrue();
        assertThat(Members.exists("ObjectId.SIZE")).isFalse();
        assertThat(Members.isTest("ReferenceGuideTest.everyTestExists")).isTrue();
        assertThat(Members.isTest("ReferenceGuideTest.rows")).isFalse();
        assertThatThrownBy(() -> Members.exists("Storage.contains(ObjectId)"))
                .hasMessageStartingWith("There is no class 'Storage' in ");
    }
}
