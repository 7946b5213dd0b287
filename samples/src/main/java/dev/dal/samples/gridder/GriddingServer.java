package dev.dal.samples.gridder;

import dev.dal.call.ProcessorOptions;
import dev.dal.samples.Serving;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves {@link Gridding} until it is told to end. */
@Command(name = "GriddingServer", description = "Makes dirty images of visibilities, and visibilities of images.")
public final class GriddingServer implements Callable<Integer> {

    @Option(names = "--socket", description = "Path of the store's socket; default: $PLASMA_SOCKET.")
    private @Nullable Path socket;

    @Option(names = "--threads", defaultValue = "0", description = "Threads of a call; 0: one per processor (default).")
    private int threads;

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new GriddingServer()).execute(args));
    }

    @Override
    public Integer call() {
        int each = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        ProcessorOptions options = ProcessorOptions.defaults().withName("GriddingProcessor");
        return Serving.untilEnded(
                socket,
                connection -> GriddingProcessor.register(connection, new GriddingImplementation(each), options));
    }
}
