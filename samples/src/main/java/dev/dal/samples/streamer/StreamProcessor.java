package dev.dal.samples.streamer;

import dev.dal.call.ProcessorOptions;
import dev.dal.samples.Serving;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves {@link Payloads} until it is told to end. */
@Command(name = "StreamProcessor", description = "Checks payloads where they lie in the store.")
public final class StreamProcessor implements Callable<Integer> {

    @Option(names = "--socket", description = "Path of the store's socket; default: $PLASMA_SOCKET.")
    private @Nullable Path socket;

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new StreamProcessor()).execute(args));
    }

    @Override
    public Integer call() {
        ProcessorOptions options = ProcessorOptions.defaults().withName("StreamProcessor");
        return Serving.untilEnded(
                socket, connection -> PayloadsProcessor.register(connection, new PayloadChecker(), options));
    }
}
