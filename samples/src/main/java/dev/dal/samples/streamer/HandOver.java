package dev.dal.samples.streamer;

import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.Shape;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The yardstick: two threads of one JVM that hand the same buffers over, doing the same work as streamer and stream
 * processor without a store between them.
 */
final class HandOver {

    private static final long LONGEST_SECONDS = 30;

    private final PayloadSize size;
    private final BlockingQueue<Payload> empty;
    private final BlockingQueue<Payload> full;

    /** A buffer and what it holds; a negative sequence ends the stream. */
    private record Payload(DoubleTensor numbers, long sequence, long checksum) {}

    HandOver(PayloadSize size, int buffers) {
        this.size = size;
        this.empty = new ArrayBlockingQueue<>(buffers + 1);
        this.full = new ArrayBlockingQueue<>(buffers + 1);
        for (int i = 0; i < buffers; i++) {
            empty.add(new Payload(DoubleTensor.zeros(Shape.of(size.elementCount())), 0, 0));
        }
    }

    /**
     * Streams payloads from the calling thread to another one.
     *
     * @param duration for how long
     * @return what was streamed
     * @throws InterruptedException if the thread was interrupted
     */
    StreamFigures run(Duration duration) throws InterruptedException {
        CompletableFuture<Long> consumer = new CompletableFuture<>();
        Thread thread = new Thread(() -> consumer.completeAsync(this::consume, Runnable::run), "hand-over");
        thread.setDaemon(true);
        long start = System.nanoTime();
        thread.start();
        for (long sequence = 0; System.nanoTime() - start < duration.toNanos(); sequence++) {
            DoubleTensor numbers = next(empty).numbers();
            full.put(new Payload(numbers, sequence, PayloadPattern.fill(numbers, sequence)));
        }
        full.put(new Payload(next(empty).numbers(), -1, 0));
        long verified = consumer.join();
        return new StreamFigures(verified, size, Duration.ofNanos(System.nanoTime() - start));
    }

    private static Payload next(BlockingQueue<Payload> queue) throws InterruptedException {
        Payload payload = queue.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (payload == null) {
            throw new IllegalStateException("The other thread handed nothing over for " + LONGEST_SECONDS + " s.");
        }
        return payload;
    }

    private long consume() {
        long verified = 0;
        try {
            for (Payload payload = next(full); payload.sequence() >= 0; payload = next(full)) {
                if (PayloadPattern.checksum(payload.numbers()) != payload.checksum()) {
                    throw new IllegalStateException("Payload " + payload.sequence() + " changed on the way.");
                }
                verified++;
                empty.put(payload);
            }
            return verified;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
