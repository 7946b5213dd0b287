package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectLocation;
import org.jspecify.annotations.Nullable;

/**
 * The struct {@code PlasmaObjectSpec}: where an object lies (plasma-store.md section 2.1).
 *
 * <pre>
 *   0  i32  segment_index      16  u64  data_size, −1 for an object that is not available
 *   4       padding            24  u64  metadata_offset, always data_offset + data_size
 *   8  u64  data_offset        32  u64  metadata_size
 *                              40  i32  device_num, 0 for host memory
 *                              44       padding
 * </pre>
 *
 * @param segment key of the segment
 * @param dataOffset bytes from the start of the segment to the data
 * @param dataSize bytes of data
 * @param metadataOffset bytes from the start of the segment to the metadata
 * @param metadataSize bytes of metadata
 * @param deviceNumber 0 for host memory
 */
record ObjectSpec(
        int segment, long dataOffset, long dataSize, long metadataOffset, long metadataSize, int deviceNumber) {

    static final int SIZE_BYTES = 48;
    static final int ALIGNMENT_BYTES = 8;

    private static final int DATA_OFFSET = 8;
    private static final int DATA_SIZE = 16;
    private static final int METADATA_OFFSET = 24;
    private static final int METADATA_SIZE = 32;
    private static final int DEVICE_NUMBER = 40;
    private static final long NOT_AVAILABLE = -1;

    /** Reads a struct that is known to be inside the payload. */
    static ObjectSpec read(Payload payload, int position) {
        return new ObjectSpec(
                payload.intAt(position),
                payload.longAt(position + DATA_OFFSET),
                payload.longAt(position + DATA_SIZE),
                payload.longAt(position + METADATA_OFFSET),
                payload.longAt(position + METADATA_SIZE),
                payload.intAt(position + DEVICE_NUMBER));
    }

    boolean isAvailable() {
        return dataSize != NOT_AVAILABLE;
    }

    /**
     * The place of an available object.
     *
     * @throws dev.dal.store.StoreProtocolException if it is none within 63 bits of host memory
     */
    ObjectLocation toLocation(Payload payload) {
        boolean inside = (dataOffset | dataSize | metadataSize) >= 0
                && dataSize <= Long.MAX_VALUE - dataOffset
                && metadataSize <= Long.MAX_VALUE - dataOffset - dataSize;
        if (!inside || metadataOffset != dataOffset + dataSize || deviceNumber != 0) {
            throw payload.malformed("an object lies at " + this);
        }
        return new ObjectLocation(segment, dataOffset, dataSize, metadataSize);
    }

    /** Writes the struct of an object, all zero but for the data size if it is not available. */
    static int writeInVector(FlatBufferBuilder builder, @Nullable ObjectLocation location) {
        return location == null
                ? write(builder, 0, 0, NOT_AVAILABLE, 0, 0)
                : write(
                        builder,
                        location.segment(),
                        location.dataOffset(),
                        location.dataSize(),
                        location.metadataOffset(),
                        location.metadataSize());
    }

    /** Writes the struct of an object, all zero if there is none. */
    static int writeInTable(FlatBufferBuilder builder, @Nullable ObjectLocation location) {
        return location == null ? write(builder, 0, 0, 0, 0, 0) : writeInVector(builder, location);
    }

    private static int write(
            FlatBufferBuilder builder,
            int segment,
            long dataOffset,
            long dataSize,
            long metadataOffset,
            long metadataSize) {
        builder.prep(ALIGNMENT_BYTES, SIZE_BYTES);
        builder.putInt(0);
        builder.putInt(0);
        builder.putLong(metadataSize);
        builder.putLong(metadataOffset);
        builder.putLong(dataSize);
        builder.putLong(dataOffset);
        builder.putInt(0);
        builder.putInt(segment);
        return builder.offset();
    }
}
