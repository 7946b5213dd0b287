package dev.dal.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code dal store}: a store that runs until it is ended. Takes the flags of {@code plasma_store}, written as gflags has
 * them: {@code -s x}, {@code --s x}, {@code -s=x}; not {@code -sx}.
 */
@Command(
        name = "store",
        versionProvider = DalVersion.OfStore.class,
        description = "Runs a store for this user's processes until SIGTERM or Ctrl-C.",
        sortOptions = false,
        sortSynopsis = false,
        footer = {
            "",
            "Plasma clients of Arrow 11 can use it too. Exit codes: 0 after a signal;",
            "1 for wrong flags, or 134 where the original store aborts."
        })
final class StoreCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCommand.class);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser
    private CommandSpec spec;

    @Option(
            names = {"-s", "--s", "--socket"},
            paramLabel = "<path>",
            description = "Where the store listens: path of a Unix socket. Required.")
    private @Nullable String socket;

    @Option(
            names = {"-m", "--m", "--memory"},
            paramLabel = "<bytes>",
            description = "How much the store may hold: a whole number of bytes without suffix. Required.")
    private @Nullable String memory;

    @Option(
            names = {"-d", "--d", "--directory"},
            paramLabel = "<directory>",
            description = "Where files with the objects lie. Without it there are none: shared memory is anonymous.")
    private @Nullable String directory;

    @Option(
            names = {"-h", "--h"},
            description = "Memory in huge pages (not help); a directory must be on a mounted hugetlbfs then.")
    private boolean hugePages;

    @Option(
            names = {"-e", "--e", "--external-store"},
            paramLabel = "<endpoint>",
            defaultValue = "",
            description = "Where evicted objects go: hashtable:// is a table in this process.")
    private String externalStore = "";

    @Parameters(hidden = true, description = "Further arguments, which the original ignores too.")
    private List<String> ignored = List.of();

    /** The parser of this command. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new StoreCommand());
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder("--help", "-help")
                        .usageHelp(true)
                        .description("Show this text and end.")
                        .build())
                .addOption(OptionSpec.builder("--version", "-version")
                        .versionHelp(true)
                        .description("Show the version and end.")
                        .build());
        commandLine.setPosixClusteredShortOptionsAllowed(false);
        commandLine.setOverwrittenOptionsAllowed(true);
        commandLine.setExpandAtFiles(false);
        return commandLine;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            StoreFlags flags = new StoreFlags(socket, CapacityFlag.parse(memory), directory, hugePages, externalStore);
            flags.capacityBytes().ifPresent(bytes -> LOG.info("{}", StartLines.allowing(bytes)));
            flags.check();
            LOG.info("{}", StartLines.starting(flags.shownDirectory(), hugePages));
            return StoreProcess.run(flags.toOptions());
        } catch (CommandFailure failure) {
            spec.commandLine().getErr().println(ProgramName.ofStore() + ": " + failure.getMessage());
            return failure.exitCode();
        }
    }
}
