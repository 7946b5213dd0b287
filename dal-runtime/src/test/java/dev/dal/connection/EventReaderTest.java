package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reader thread of a connection, over events that the test makes. */
@Timeout(30)
class EventReaderTest {

    private static final ObjectId SOME = ObjectIds.of(1, 1, 1, 1);
    private static final ObjectId OTHER = ObjectIds.of(1, 1, 1, 2);
    private static final ObjectId POISON = ObjectIds.of(2, 2, 2, 2);

    private final Source source = new Source();
    private final Recorder recorder = new Recorder();
    private final EventReader reader = new EventReader(source, recorder, "test");

    @AfterEach
    void close() {
        reader.close();
    }

    /** Events that the test adds; an empty one wakes up. */
    private static final class Source implements EventSource {
        final BlockingQueue<List<ObjectId>> polls = new LinkedBlockingQueue<>();
        volatile boolean closed;

        @Override
        public int poll(EventSink sink, long timeoutMillis) {
            List<ObjectId> sealed;
            try {
                sealed = polls.poll(timeoutMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new StoreConnectionException("interrupted", e);
            }
            if (closed) {
                throw new StoreConnectionException("closed");
            }
            if (sealed == null) {
                return 0;
            }
            sealed.forEach(id -> sink.sealed(id, 1, 0));
            return sealed.size();
        }

        @Override
        public void wakeUp() {
            polls.add(List.of());
        }

        @Override
        public void close() {
            closed = true;
            wakeUp();
        }
    }

    private static final class Recorder implements EventReader.Dispatch {
        final List<ObjectId> seen = new ArrayList<>();
        final CountDownLatch three = new CountDownLatch(3);
        final CompletableFuture<StoreException> failure = new CompletableFuture<>();

        @Override
        public void events(List<EventReader.Event> batch) {
            for (EventReader.Event event : batch) {
                if (event.id().equals(POISON)) {
                    throw new IllegalStateException("a fault of our own");
                }
                seen.add(event.id());
                three.countDown();
            }
        }

        @Override
        public boolean needsLivenessChecks() {
            return false;
        }

        @Override
        public void checkLiveness() {}

        @Override
        public void failed(StoreException reason) {
            failure.complete(reason);
        }
    }

    @Test
    void eventsAreHandedOverInOrder() throws InterruptedException {
        reader.start();
        source.polls.add(List.of(SOME, OTHER));
        source.polls.add(List.of(SOME));
        assertThat(recorder.three.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(recorder.seen).containsExactly(SOME, OTHER, SOME);
    }

    @Test
    void deferredActionsRunOnTheReaderOneFailureOrNot() throws InterruptedException {
        reader.start();
        CountDownLatch done = new CountDownLatch(1);
        reader.defer(() -> {
            throw new IllegalStateException("the first action fails");
        });
        reader.defer(() -> {
            if (Thread.currentThread().getName().equals("dal-reader-test")) {
                done.countDown();
            }
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(recorder.failure).isNotDone();
    }

    @Test
    void theEndOfTheStoreIsTold() throws Exception {
        reader.start();
        source.close();
        assertThat(recorder.failure.get(10, TimeUnit.SECONDS)).hasMessage("closed");
    }

    @Test
    void closingIsNoFailure() {
        reader.start();
        reader.close();
        reader.close();
        assertThat(recorder.failure).isNotDone();
    }

    @Test
    void aFaultOfOurOwnEndsTheConnectionInsteadOfItsThreadAlone() throws Exception {
        reader.start();
        source.polls.add(List.of(SOME, POISON));
        StoreException failure = recorder.failure.get(10, TimeUnit.SECONDS);
        assertThat(failure).hasMessageContaining("a fault of our own").hasRootCauseMessage("a fault of our own");
    }
}
