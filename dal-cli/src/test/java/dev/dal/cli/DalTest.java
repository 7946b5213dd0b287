package dev.dal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DalTest {

    @Test
    void versionTellsOursAndPlasmas() {
        CommandLineOutput output = CommandLineOutput.of("--version");
        assertThat(output.exitCode()).isZero();
        assertThat(output.out()).matches("""
                        dal [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?
                        Plasma protocol of Apache Arrow 11\\.0\\.0
                        Java .+
                        """);
        assertThat(CommandLineOutput.of("-V")).isEqualTo(output);
    }

    @Test
    void helpListsTheCommands() {
        CommandLineOutput output = CommandLineOutput.of("--help");
        assertThat(output.exitCode()).isZero();
        assertThat(output.out())
                .startsWith("Usage: dal [-hV] COMMAND")
                .containsPattern("\n  store +Runs a store")
                .endsWith("'dal COMMAND --help' explains a command.\n");
        assertThat(output.err()).isEmpty();
    }

    @Test
    void withoutCommandTheUsageIsShownAsAnError() {
        CommandLineOutput output = CommandLineOutput.of();
        assertThat(output.exitCode()).isEqualTo(2);
        assertThat(output.err()).startsWith("Missing required subcommand\nUsage: dal [-hV] COMMAND");
        assertThat(output.out()).isEmpty();
    }

    @Test
    void aMistypedCommandIsCorrected() {
        CommandLineOutput output = CommandLineOutput.of("stor");
        assertThat(output.exitCode()).isEqualTo(2);
        assertThat(output.err()).isEqualTo("Unmatched argument at index 0: 'stor'\nDid you mean: dal store?\n");
    }
}
