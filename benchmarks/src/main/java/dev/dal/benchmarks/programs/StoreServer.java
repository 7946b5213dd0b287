package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.process.Server;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;

/** A store in a process of its own. Argument: capacity in bytes. Says the path of its socket. */
public final class StoreServer {

    private StoreServer() {}

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> {
            EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(Long.parseLong(args[0])));
            return new Server(store.socketPath().toString(), store::close);
        });
    }
}
