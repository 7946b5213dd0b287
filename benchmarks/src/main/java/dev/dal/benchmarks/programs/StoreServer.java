package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreOptions;
import dev.dal.store.client.StoreClient;
import dev.dal.store.server.EmbeddedStore;
import java.nio.ByteBuffer;

/** A store in a process of its own. Argument: capacity in bytes. Says the path of its socket. */
public final class StoreServer implements Program {

    private static final int OBJECT_BYTES = 8;

    private final EmbeddedStore store;

    private StoreServer(EmbeddedStore store) {
        this.store = store;
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(
                () -> new StoreServer(EmbeddedStore.launch(StoreOptions.ofCapacity(Long.parseLong(args[0])))));
    }

    @Override
    public String greeting() {
        return store.socketPath().toString();
    }

    /** The only task: makes as many small objects as the number of milliseconds says. */
    @Override
    public double run(String task, long objects) {
        ByteBuffer data = ByteBuffer.allocateDirect(OBJECT_BYTES);
        ByteBuffer metadata = ByteBuffer.allocateDirect(0);
        try (StoreClient client = StoreClient.connect(store)) {
            for (long i = 0; i < objects; i++) {
                client.createAndSeal(ObjectId.random(), data, metadata);
            }
        }
        return objects;
    }

    @Override
    public void close() {
        store.close();
    }
}
