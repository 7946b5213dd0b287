package dev.dal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags that end the command before a store listens: the words and exit codes of plasma-store.md section 7.1. */
class StoreCommandTest {

    private static final String BYTES = "1000000";

    @TempDir
    private Path directory;

    private String socket() {
        return directory.resolve("s").toString();
    }

    private static CommandLineOutput store(String... flags) {
        String[] arguments = new String[flags.length + 1];
        arguments[0] = "store";
        System.arraycopy(flags, 0, arguments, 1, flags.length);
        return CommandLineOutput.of(arguments);
    }

    private static void assertRefused(CommandLineOutput output, int exitCode, String text) {
        assertThat(output.err()).isEqualTo(text + "\n");
        assertThat(output.exitCode()).isEqualTo(exitCode);
        assertThat(output.out()).isEmpty();
    }

    @Test
    void versionBeginsAsTheOriginalsDoes() {
        CommandLineOutput output = store("--version");
        assertThat(output.exitCode()).isZero();
        assertThat(output.out()).matches("plasma-store-server version 11\\.0\\.0 \\(dal .+\\)\n");
    }

    @Test
    void helpNamesEveryFlagAndIsNotMinusH() {
        CommandLineOutput output = store("--help");
        assertThat(output.exitCode()).isZero();
        assertThat(output.out()).startsWith("Usage: dal store ").contains("-s,", "-m,", "-d,", "-h,", "-e,");
        assertThat(store("-h").err()).doesNotContain("Usage");
    }

    @ParameterizedTest
    @CsvSource({"-m1000,m1000", "--frobnicate,frobnicate", "-x=3,x", "-s/tmp/x,s/tmp/x"})
    void unknownFlagsAreNamed(String argument, String name) {
        assertRefused(
                store(argument),
                1,
                "ERROR: unknown command line flag '" + name + "'\n'dal store --help' lists the flags.");
    }

    @Test
    void aFlagWithoutValueIsNamedWithItsMeaning() {
        assertRefused(
                store("-m", BYTES, "-s"),
                1,
                "ERROR: flag '-s' is missing its argument; flag description: Where the store listens: path of a Unix"
                        + " socket. Required.\n'dal store --help' lists the flags.");
    }

    @Test
    void socketAndCapacityAreRequired() {
        String socketMissing = "dal store: please specify socket for incoming connections with -s";
        String capacityMissing = "dal store: please specify the amount of memory (in bytes) to use with -m"
                + ", for example -m 1000000000";
        assertRefused(
                store(),
                1,
                socketMissing + ", and the amount of memory (in bytes) to use with -m"
                        + ", for example -s /tmp/plasma -m 1000000000");
        assertRefused(store("-m", BYTES), 1, socketMissing + ", for example -s /tmp/plasma");
        assertRefused(store("-m", BYTES, "-s", ""), 1, socketMissing + ", for example -s /tmp/plasma");
        assertRefused(store("-s", socket()), 1, capacityMissing);
        assertRefused(store("-s", socket(), "-m", ""), 1, capacityMissing);
        assertRefused(store("-s", socket(), "-m", "-1"), 1, capacityMissing);
    }

    @ParameterizedTest
    @CsvSource({"0", "-2", "-9223372036854775808"})
    void capacitiesOfNothingAreRefused(String bytes) {
        assertRefused(
                store("-s", socket(), "-m", bytes),
                134,
                "dal store: Check failed: mem. Found -m " + bytes + "; expected a positive number of bytes.");
    }

    @Test
    void aCapacityWithSuffixIsRefusedWhateverElseIsWrong() {
        assertRefused(
                store("-m", "1GB"),
                1,
                "dal store: -m switch takes memory in bytes, with no letter suffix allowed. Found '1GB'; expected a whole"
                        + " number such as 1000000000.");
    }

    @Test
    void moreMemoryThanThereIsIsRefused() {
        CommandLineOutput output = store("-s", socket(), "-m", "99999999999999999999");
        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.err())
                .matches("dal store: There is not enough memory for 9223372036854775807 bytes of .+: [0-9]+ bytes are"
                        + " available \\(.+\\)\\. Ask for less, or free memory or raise that limit\\.\n");
        assertThat(directory.resolve("s")).doesNotExist();
    }

    @Test
    void unusableDirectoriesAreRefused() {
        assertRefused(
                store("-s", socket(), "-m", BYTES, "-d", "/no/such"),
                134,
                "dal store: create_buffer failed to open file /no/such/plasmaXXXXXX: /no/such is no directory that this"
                        + " user may write to. Name one with -d, or leave -d out.");
        assertRefused(
                store("-s", socket(), "-m", BYTES, "-d", ""),
                134,
                "dal store: Check failed: !plasma_directory.empty(). Found -d ''; name a directory, or leave -d out.");
        assertRefused(
                store("-s", socket(), "-m", BYTES, "-h", "-d", ""),
                1,
                "dal store: if you want to use hugepages, please specify path to huge pages filesystem with -d");
    }

    @Test
    void hugePagesNeedASystemAndADirectoryThatHaveThem() {
        CommandLineOutput output = store("-s", socket(), "-m", BYTES, "-h", "-d", directory.toString());
        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.err())
                .matches("dal store: (Huge pages need a directory on a mounted hugetlbfs; found .+ at .+"
                        + "|This system has no huge pages: .+)\n");
    }

    @Test
    void unknownExternalStoresAreRefused() {
        assertRefused(
                store("-s", socket(), "-m", BYTES, "-e", "s3://bucket"), 1, "dal store: no such external store \"s3\"");
        assertRefused(
                store("-s", socket(), "-m", BYTES, "-e", "hashtable"),
                134,
                "dal store: Check failed: _s.ok() Bad status: Invalid: Malformed endpoint hashtable. Expected"
                        + " <name>:<place>, for example hashtable://test.");
    }

    @Test
    void placesWhereNoSocketCanBeAreRefused() throws IOException {
        assertRefused(
                store("-s", "/no/such/s", "-m", BYTES),
                134,
                "dal store: Bind failed for pathname /no/such/s: Cannot listen on /no/such/s: its directory /no/such does"
                        + " not exist.");
        String path = directory.resolve("x".repeat(107)).toString();
        assertThat(store("-s", path, "-m", BYTES).exitCode()).isEqualTo(134);
        assertThat(store("-s", path, "-m", BYTES).err())
                .startsWith("dal store: Bind failed for pathname " + path
                        + ": The path of a socket has at most 107 bytes;");
        Path file = Files.writeString(directory.resolve("file"), "precious");
        assertRefused(
                store("-s", file.toString(), "-m", BYTES),
                134,
                "dal store: Bind failed for pathname " + file + ": Cannot listen on " + file
                        + ": a file that is not a socket is there. Remove it, or choose another path.");
        assertThat(file).hasContent("precious");
    }

    /** gflags takes one dash or two, the value behind a blank or '=', the last one of several, and further arguments. */
    @Test
    void flagsAreWrittenAsGflagsHasThem() {
        assertRefused(
                store("--m=" + BYTES, "extra", "--s", "/no/such/a", "-s=/no/such/b", "more"),
                134,
                "dal store: Bind failed for pathname /no/such/b: Cannot listen on /no/such/b: its directory /no/such does"
                        + " not exist.");
    }
}
