package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.store.DeleteOutcome;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.StoreClient;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients of a store, be it ours or the original one, each on a connection and a thread of its own. Arguments: path of the
 * socket; number of clients.
 */
public final class StoreOperations implements Program {

    private static final int OBJECT_BYTES = 100;

    private final List<StoreClient> clients = new ArrayList<>();
    private final ExecutorService threads;

    private StoreOperations(Path socket, int count) {
        for (int i = 0; i < count; i++) {
            clients.add(StoreClient.connect(socket));
        }
        threads = Executors.newFixedThreadPool(count);
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> new StoreOperations(Path.of(args[0]), Integer.parseInt(args[1])));
    }

    @Override
    public String greeting() {
        return "";
    }

    /**
     * Tasks: {@code cycle}, put, get, release and delete an object of 100 bytes; {@code contains}, ask for a missing one.
     * The figure is the number of these per second of all clients together.
     */
    @Override
    public double run(String task, long millis) throws Exception {
        List<Callable<Double>> work = new ArrayList<>();
        for (StoreClient client : clients) {
            ByteBuffer data = ByteBuffer.allocateDirect(OBJECT_BYTES);
            ByteBuffer metadata = ByteBuffer.allocateDirect(0);
            ObjectId missing = ObjectId.random();
            work.add(
                    task.equals("contains")
                            ? () -> Rounds.perSecond(millis, () -> requireMissing(client, missing))
                            : () -> Rounds.perSecond(millis, () -> cycle(client, data, metadata)));
        }
        double sum = 0;
        for (Future<Double> rate : threads.invokeAll(work)) {
            sum += rate.get();
        }
        return sum;
    }

    private static void requireMissing(StoreClient client, ObjectId missing) {
        if (client.contains(missing)) {
            throw new IllegalStateException("Object " + missing + " is there; expected that nobody made it.");
        }
    }

    private static void cycle(StoreClient client, ByteBuffer data, ByteBuffer metadata) {
        ObjectId id = ObjectId.random();
        client.put(id, data, metadata);
        try (ObjectBuffer buffer = client.get(id, 0)) {
            if (buffer == null || buffer.data().length() != OBJECT_BYTES) {
                throw new IllegalStateException("Object " + id + ": found " + buffer + "; expected what was put.");
            }
        }
        DeleteOutcome outcome = client.delete(id);
        if (outcome != DeleteOutcome.DELETED) {
            throw new IllegalStateException("Deleting " + id + ": found " + outcome + "; expected DELETED.");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        clients.forEach(StoreClient::close);
    }
}
