package dev.dal.samples.streamer;

import dev.dal.tensor.DoubleTensor;

/** The numbers that a payload is made of, and the checksum by which they are recognised. */
final class PayloadPattern {

    /** Elements that are made or checked at a time; two such arrays fit into the nearest cache. */
    private static final int BLOCK_ELEMENTS = 1024;

    private PayloadPattern() {}

    /**
     * Writes the numbers of a payload: {@code payload[i] = sequence + i / 8}.
     *
     * @param payload a tensor of rank 1
     * @param sequence which payload it is
     * @return the checksum that whoever reads the payload must find
     */
    static long fill(DoubleTensor payload, long sequence) {
        double[] block = new double[BLOCK_ELEMENTS];
        Checksum checksum = new Checksum();
        long count = payload.shape().length(0);
        for (long start = 0; start < count; start += BLOCK_ELEMENTS) {
            int length = (int) Math.min(BLOCK_ELEMENTS, count - start);
            for (int i = 0; i < length; i++) {
                block[i] = sequence + (start + i) * 0.125;
            }
            checksum.add(block, length);
            payload.copyFrom(start, block, 0, length);
        }
        return checksum.value();
    }

    /**
     * Checksum of a payload as it lies in memory.
     *
     * @param payload a tensor of rank 1
     * @return the checksum
     */
    static long checksum(DoubleTensor payload) {
        double[] block = new double[BLOCK_ELEMENTS];
        Checksum checksum = new Checksum();
        long count = payload.shape().length(0);
        for (long start = 0; start < count; start += BLOCK_ELEMENTS) {
            int length = (int) Math.min(BLOCK_ELEMENTS, count - start);
            payload.copyTo(start, block, 0, length);
            checksum.add(block, length);
        }
        return checksum.value();
    }

    /**
     * Fletcher's two running sums over the 64-bit patterns of the numbers, so that a changed, a missing and a displaced
     * number all show.
     */
    private static final class Checksum {
        private long sum;
        private long sumOfSums;

        void add(double[] numbers, int count) {
            long first = sum;
            long second = sumOfSums;
            for (int i = 0; i < count; i++) {
                first += Double.doubleToRawLongBits(numbers[i]);
                second += first;
            }
            sum = first;
            sumOfSums = second;
        }

        long value() {
            return Long.rotateLeft(sumOfSums, Long.SIZE / 4) ^ sum;
        }
    }
}
