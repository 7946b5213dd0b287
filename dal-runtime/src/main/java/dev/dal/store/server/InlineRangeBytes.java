package dev.dal.store.server;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.core.InlineRange;
import java.nio.ByteBuffer;

/**
 * Objects of a range whose bytes came with a request.
 *
 * @param first the first object
 * @param count how many
 * @param sizeBytes length of each
 * @param data the data of all, as {@link Lane#publishRange} has it
 * @param segments where they are written
 */
record InlineRangeBytes(ObjectId first, int count, int sizeBytes, ByteBuffer data, Segments segments)
        implements InlineRange {

    @Override
    public void writeTo(int segment, long offset) {
        segments.write(segment, offset, data);
    }
}
