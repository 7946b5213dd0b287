package dev.dal.samples.streamer;

import dev.dal.connection.Draft;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.Store;
import dev.dal.samples.streamer.PayloadsCaller.CheckResult;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.Shape;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The producing side: writes payloads in place in the store, keeps a bounded number in flight, compares the answers. */
final class PayloadStream implements AutoCloseable {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final long SECOND_NANOS = 1_000_000_000;

    private final Store store;
    private final PayloadsCaller payloads;
    private final PayloadSize size;
    private final int inFlight;
    private final Consumer<String> out;
    private final Deque<Unchecked> unchecked = new ArrayDeque<>();
    private long sequence;
    private long verified;

    /** A payload that was sent and not answered yet. */
    private record Unchecked(long sequence, long checksum, CheckResult answer) {}

    private PayloadStream(Store store, PayloadsCaller payloads, PayloadSize size, int inFlight, Consumer<String> out) {
        this.store = store;
        this.payloads = payloads;
        this.size = size;
        this.inFlight = inFlight;
        this.out = out;
    }

    /**
     * Finds a stream processor and says what was found.
     *
     * @param store where payloads are made
     * @param size size of a payload
     * @param inFlight most payloads that are not answered
     * @param out receives the lines to print
     * @return the stream, to be closed by the caller
     */
    static PayloadStream open(Store store, PayloadSize size, int inFlight, Consumer<String> out) {
        out.accept("Store using prefix " + ObjectIds.prefixHex(store.namespace().prefix()) + " for objects");
        PayloadsCaller payloads = PayloadsCaller.find(store);
        String processor = payloads.caller().processor().name();
        String prefix = ObjectIds.prefixHex(payloads.caller().processor().prefix());
        out.accept("Found processor " + processor + " at prefix " + prefix);
        out.accept("Payload size " + size);
        return new PayloadStream(store, payloads, size, inFlight, out);
    }

    /**
     * Streams payloads.
     *
     * @param duration for how long
     * @param ended asked between two payloads; true ends the stream early
     * @return what was streamed
     * @throws IllegalStateException if a payload did not arrive as it was made
     */
    StreamFigures run(Duration duration, BooleanSupplier ended) {
        long start = System.nanoTime();
        long lastLine = start;
        long verifiedAtLastLine = 0;
        while (System.nanoTime() - start < duration.toNanos() && !ended.getAsBoolean()) {
            send();
            if (unchecked.size() >= inFlight) {
                verifyOldest();
            }
            long now = System.nanoTime();
            if (now - lastLine >= SECOND_NANOS) {
                print(verified - verifiedAtLastLine, now - lastLine);
                lastLine = now;
                verifiedAtLastLine = verified;
            }
        }
        while (!unchecked.isEmpty()) {
            verifyOldest();
        }
        return new StreamFigures(verified, size, Duration.ofNanos(System.nanoTime() - start));
    }

    private void send() {
        Shape shape = Shape.of(size.elementCount());
        try (Draft<DoubleTensor> payload = store.newTensor(DoubleTensor.TYPE, shape, ANSWER_TIMEOUT)) {
            long checksum = PayloadPattern.fill(payload.tensor(), sequence);
            unchecked.add(new Unchecked(sequence, checksum, payloads.check(payload.seal())));
            sequence++;
        }
    }

    private void verifyOldest() {
        Unchecked oldest = unchecked.remove();
        try (CheckResult answer = oldest.answer()) {
            long found = answer.get(ANSWER_TIMEOUT);
            if (found != oldest.checksum()) {
                throw new IllegalStateException("Payload " + oldest.sequence() + " arrived with the checksum "
                        + Long.toHexString(found) + "; expected " + Long.toHexString(oldest.checksum()) + ".");
            }
        }
        verified++;
    }

    private void print(long payloadCount, long nanos) {
        out.accept(String.format(Locale.ROOT, "%.1f GB/s", payloadCount * size.bytes() / (double) nanos));
    }

    @Override
    public void close() {
        payloads.close();
    }
}
