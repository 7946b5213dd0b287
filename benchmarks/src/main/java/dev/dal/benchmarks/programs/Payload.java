package dev.dal.benchmarks.programs;

import dev.dal.tensor.DoubleTensor;

/** What is done to a streamed payload: written here, read there, the same with every way of handing it over. */
public final class Payload {

    /** Touches every byte. */
    public static final long EVERY_ELEMENT = 1;

    /** Touches one element of a page of memory. */
    public static final long ONE_PER_PAGE = 512;

    private static final int BLOCK_ELEMENTS = 1024;

    private Payload() {}

    /**
     * Writes a payload.
     *
     * @param payload a tensor of rank 1
     * @param stride distance between the elements that are written
     * @param value what to write
     */
    public static void write(DoubleTensor payload, long stride, double value) {
        if (stride == EVERY_ELEMENT) {
            payload.fill(value);
            return;
        }
        for (long i = 0; i < payload.shape().length(0); i += stride) {
            payload.set(i, value);
        }
    }

    /**
     * Reads a payload.
     *
     * @param payload a tensor of rank 1
     * @param stride distance between the elements that are read
     * @return the sum of these elements
     */
    public static double sum(DoubleTensor payload, long stride) {
        if (stride == EVERY_ELEMENT) {
            return sumOfBlocks(payload);
        }
        double sum = 0;
        for (long i = 0; i < payload.shape().length(0); i += stride) {
            sum += payload.get(i);
        }
        return sum;
    }

    private static double sumOfBlocks(DoubleTensor payload) {
        double[] block = new double[BLOCK_ELEMENTS];
        double sum = 0;
        long count = payload.shape().length(0);
        for (long start = 0; start < count; start += BLOCK_ELEMENTS) {
            int length = (int) Math.min(BLOCK_ELEMENTS, count - start);
            payload.copyTo(start, block, 0, length);
            sum += sum(block, length);
        }
        return sum;
    }

    /**
     * Adds up in four lanes, as one alone is bound by the latency of an addition.
     *
     * @param numbers the numbers
     * @param count how many of them
     * @return their sum
     */
    public static double sum(double[] numbers, int count) {
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
