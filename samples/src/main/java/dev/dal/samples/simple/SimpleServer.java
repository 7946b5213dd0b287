package dev.dal.samples.simple;

import dev.dal.call.ProcessorOptions;
import dev.dal.samples.Serving;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves {@link Simple} until it is told to end. */
@Command(name = "SimpleServer", description = "Serves simple_fn.")
public final class SimpleServer implements Callable<Integer> {

    @Option(names = "--socket", description = "Path of the store's socket; default: $PLASMA_SOCKET.")
    private @Nullable Path socket;

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SimpleServer()).execute(args));
    }

    @Override
    public Integer call() {
        ProcessorOptions options = ProcessorOptions.defaults().withName("SimpleProcessor");
        return Serving.untilEnded(
                socket, connection -> SimpleProcessor.register(connection, new SimpleImplementation(), options));
    }
}
