package dev.dal.samples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every block of README and guide is compiled and run. */
class CodeBlocksTest {

    private static final Repository REPOSITORY = Repository.ofThisTest();
    private static final CodeBlockCheck CHECK = new CodeBlockCheck(REPOSITORY);

    static List<CodeBlock> blocks() {
        return REPOSITORY.blocks();
    }

    @Test
    void findsThePages() {
        assertThat(blocks()).extracting(CodeBlock::page).contains("README.md", "docs/guide/tables.md");
        assertThat(blocks()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void isCodeThatIsRun(CodeBlock block) {
        assertThat(CHECK.problem(block)).isEmpty();
    }
}
