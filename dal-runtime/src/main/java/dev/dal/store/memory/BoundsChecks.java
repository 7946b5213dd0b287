package dev.dal.store.memory;

/** The one place where ranges of native memory are checked. Sums are taken so that they cannot overflow. */
public final class BoundsChecks {

    private BoundsChecks() {}

    /**
     * Checks that a range lies within a region.
     *
     * @param offset first byte of the range
     * @param length bytes in the range
     * @param capacity bytes in the region
     * @throws IndexOutOfBoundsException with all three numbers, if it does not
     */
    public static void checkRange(long offset, long length, long capacity) {
        if ((offset | length) < 0 || offset > capacity - length) {
            throw new IndexOutOfBoundsException("offset=" + offset + " length=" + length + " capacity=" + capacity);
        }
    }
}
