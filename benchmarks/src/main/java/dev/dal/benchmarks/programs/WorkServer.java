package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.call.ProcessorOptions;

/**
 * Serves {@link Work}. Arguments: see {@link StoreAccess}; then, if wanted, the prefix of its namespace. Says the path of
 * the store's socket.
 */
public final class WorkServer implements Program {

    private final StoreAccess access;
    private final WorkProcessor processor;

    private WorkServer(StoreAccess access, ProcessorOptions options) {
        this.access = access;
        this.processor = WorkProcessor.register(access.connection(), new WorkImplementation(), options);
        processor.start();
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProcessorOptions defaults = ProcessorOptions.defaults();
        ProgramLoop.serve(() ->
                new WorkServer(StoreAccess.open(args[0]), args.length > 1 ? defaults.withPrefix(args[1]) : defaults));
    }

    @Override
    public String greeting() {
        return access.socket().toString();
    }

    /** The only task: bytes that this process has allocated so far. */
    @Override
    public double run(String task, long millis) {
        return Allocation.bytesSoFar();
    }

    @Override
    public void close() {
        processor.close();
        access.close();
    }
}
