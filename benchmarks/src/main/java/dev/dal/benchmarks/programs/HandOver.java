package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The yardstick of streaming: two threads of one process that hand the same buffers over. No arguments. */
public final class HandOver implements Program {

    private static final long LONGEST_SECONDS = 30;

    private final BlockingQueue<Item> empty = new ArrayBlockingQueue<>(Payload.IN_FLIGHT);
    private final BlockingQueue<Item> full = new ArrayBlockingQueue<>(Payload.IN_FLIGHT);
    private double next;

    /** A buffer, what was written into it, and the sum that was read, NaN before. */
    private record Item(DoubleBuffer numbers, int stride, double value, double sum) {}

    private HandOver() {
        for (int i = 0; i < Payload.IN_FLIGHT; i++) {
            DoubleBuffer numbers = ByteBuffer.allocateDirect(Payload.ELEMENTS * Double.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asDoubleBuffer();
            empty.add(new Item(numbers, Payload.EVERY_ELEMENT, 0, 0));
        }
        Thread reader = new Thread(this::read, "reader");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(HandOver::new);
    }

    @Override
    public String greeting() {
        return "";
    }

    /** Tasks: see {@link Payload#strideOf}. The figure is in GB/s. */
    @Override
    public double run(String task, long millis) throws Exception {
        int stride = Payload.strideOf(task);
        return Payload.gigabytesPerSecond(Rounds.perSecond(millis, () -> send(stride)));
    }

    private void send(int stride) throws InterruptedException {
        Item item = empty.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (item == null) {
            throw new IllegalStateException("The other thread handed nothing over for " + LONGEST_SECONDS + " s.");
        }
        Payload.check(item.sum(), item.stride(), item.value());
        double value = ++next;
        DoubleBuffer numbers = item.numbers();
        Payload.write((from, source, count) -> numbers.put(from, source, 0, count), stride, value);
        full.put(new Item(numbers, stride, value, Double.NaN));
    }

    private void read() {
        try {
            while (true) {
                Item item = full.take();
                DoubleBuffer numbers = item.numbers();
                double sum = Payload.sum((from, target, count) -> numbers.get(from, target, 0, count), item.stride());
                empty.put(new Item(numbers, item.stride(), item.value(), sum));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        full.clear();
    }
}
