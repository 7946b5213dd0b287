package dev.dal.benchmarks.programs;

import java.util.Arrays;

/** What is done to a streamed payload: written here, read there, the same with every way of handing it over. */
public final class Payload {

    /** 80 MB of doubles. */
    public static final int ELEMENTS = 10_000_000;

    /** Payloads that are under way at a time. */
    public static final int IN_FLIGHT = 3;

    /** Touches every byte. */
    public static final int EVERY_ELEMENT = 1;

    /** Touches one element of a page of memory. */
    public static final int ONE_PER_PAGE = 512;

    private static final int BLOCK_ELEMENTS = 1024;

    private Payload() {}

    /** Where elements are written to. */
    @FunctionalInterface
    public interface Target {

        /**
         * Writes elements.
         *
         * @param from index of the first one
         * @param source the elements
         * @param count how many, from the beginning of the array
         */
        void put(int from, double[] source, int count);
    }

    /** Where elements are read from. */
    @FunctionalInterface
    public interface Source {

        /**
         * Reads elements.
         *
         * @param from index of the first one
         * @param target receives the elements
         * @param count how many, to the beginning of the array
         */
        void get(int from, double[] target, int count);
    }

    /**
     * The distance between touched elements that a task asks for.
     *
     * @param task {@code full} or {@code pages}
     * @return the distance in elements
     * @throws IllegalArgumentException if it is neither
     */
    public static int strideOf(String task) {
        return switch (task) {
            case "full" -> EVERY_ELEMENT;
            case "pages" -> ONE_PER_PAGE;
            default -> throw new IllegalArgumentException("Task: found '" + task + "'; expected full or pages.");
        };
    }

    /**
     * Writes a payload.
     *
     * @param payload where to
     * @param stride distance between the elements that are written
     * @param value what to write
     */
    public static void write(Target payload, int stride, double value) {
        double[] block = new double[BLOCK_ELEMENTS];
        Arrays.fill(block, value);
        int step = stride == EVERY_ELEMENT ? BLOCK_ELEMENTS : stride;
        for (int start = 0; start < ELEMENTS; start += step) {
            payload.put(start, block, count(start, stride));
        }
    }

    private static int count(int start, int stride) {
        return stride == EVERY_ELEMENT ? Math.min(BLOCK_ELEMENTS, ELEMENTS - start) : 1;
    }

    /**
     * Reads a payload.
     *
     * @param payload where from
     * @param stride distance between the elements that are read
     * @return the sum of these elements
     */
    public static double sum(Source payload, int stride) {
        double[] block = new double[BLOCK_ELEMENTS];
        int step = stride == EVERY_ELEMENT ? BLOCK_ELEMENTS : stride;
        double sum = 0;
        for (int start = 0; start < ELEMENTS; start += step) {
            int count = count(start, stride);
            payload.get(start, block, count);
            sum += sum(block, count);
        }
        return sum;
    }

    /**
     * Fails unless a sum is that of a written payload.
     *
     * @param sum the sum that was found
     * @param stride distance between the elements
     * @param value what was written
     * @throws IllegalStateException if the payload changed on the way
     */
    public static void check(double sum, int stride, double value) {
        int count = (ELEMENTS + stride - 1) / stride;
        double expected = value * count;
        if (sum != expected) {
            throw new IllegalStateException("Sum of a payload: found " + sum + "; expected " + expected + ".");
        }
    }

    /**
     * Payloads per second as a rate of bytes.
     *
     * @param payloadsPerSecond how many payloads
     * @return GB/s
     */
    public static double gigabytesPerSecond(double payloadsPerSecond) {
        return payloadsPerSecond * ELEMENTS * Double.BYTES / 1e9;
    }

    /** Adds up in four lanes, as one alone is bound by the latency of an addition. */
    private static double sum(double[] numbers, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            a += numbers[i];
            b += numbers[i + 1];
            c += numbers[i + 2];
            d += numbers[i + 3];
        }
        for (; i < count; i++) {
            a += numbers[i];
        }
        return a + b + c + d;
    }
}
