package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.client.StoreClient;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One client that makes and deletes objects, and subscribers that hear of it. Arguments: path of the socket; number of
 * subscribers.
 */
public final class FanOut implements Program {

    private static final int BURST = 50;
    private static final long LONGEST_SECONDS = 30;

    private final StoreClient publisher;
    private final List<StoreClient> subscribers = new ArrayList<>();
    /** A permit for each notification that a subscriber got. */
    private final Semaphore heard = new Semaphore(0);

    private final ByteBuffer data = ByteBuffer.allocateDirect(8);
    private final ByteBuffer metadata = ByteBuffer.allocateDirect(0);

    private FanOut(Path socket, int count) {
        publisher = StoreClient.connect(socket);
        for (int i = 0; i < count; i++) {
            StoreClient subscriber = StoreClient.connect(socket);
            subscribers.add(subscriber);
            EventSource events = subscriber.subscribe();
            Thread thread = new Thread(() -> listen(events), "subscriber " + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> new FanOut(Path.of(args[0]), Integer.parseInt(args[1])));
    }

    private void listen(EventSource events) {
        EventSink sink = new EventSink() {
            @Override
            public void sealed(ObjectId id, long dataSize, long metadataSize) {
                heard.release();
            }

            @Override
            public void deleted(ObjectId id) {
                heard.release();
            }
        };
        try {
            while (true) {
                events.poll(sink, -1);
            }
        } catch (StoreConnectionException closed) {
            System.err.println("A subscriber ends: " + closed.getMessage());
        }
    }

    @Override
    public String greeting() {
        return "";
    }

    /** The only task: notifications per second that arrive, of all subscribers together. */
    @Override
    public double run(String task, long millis) throws Exception {
        return Rounds.perSecond(millis, this::burst) * 2 * BURST * subscribers.size();
    }

    private void burst() throws InterruptedException {
        for (int i = 0; i < BURST; i++) {
            ObjectId id = ObjectId.random();
            publisher.createAndSeal(id, data, metadata);
            publisher.delete(id);
        }
        int expected = 2 * BURST * subscribers.size();
        if (!heard.tryAcquire(expected, LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Notifications: found " + heard.availablePermits() + "; expected "
                    + expected + " within " + LONGEST_SECONDS + " s.");
        }
    }

    @Override
    public void close() {
        subscribers.forEach(StoreClient::close);
        publisher.close();
    }
}
