package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.process.Server;

/** Serves {@link Work}. Argument: see {@link StoreAccess}. Says the path of the store's socket. */
public final class WorkServer {

    private WorkServer() {}

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> {
            StoreAccess store = StoreAccess.open(args[0]);
            WorkProcessor processor = WorkProcessor.register(store.connection(), new WorkImplementation());
            processor.start();
            return new Server(store.socket().toString(), () -> {
                processor.close();
                store.close();
            });
        });
    }
}
