package dev.dal.samples.streamer;

import java.util.Locale;

/**
 * How large a payload is.
 *
 * @param elementCount number of doubles
 */
record PayloadSize(long elementCount) {

    private static final double BYTES_PER_MEGABYTE = 1e6;

    PayloadSize(double megabytes) {
        this(Math.round(megabytes * BYTES_PER_MEGABYTE / Double.BYTES));
    }

    long bytes() {
        return elementCount * Double.BYTES;
    }

    /** The size in MB, as in {@code 80.0 MB}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f MB", bytes() / BYTES_PER_MEGABYTE);
    }
}
