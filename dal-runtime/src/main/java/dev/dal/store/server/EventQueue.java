package dev.dal.store.server;

import dev.dal.store.EventSink;
import dev.dal.store.ObjectId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The events that a subscriber of this JVM has not heard yet, in order. Filled once, then emptied. Not thread-safe. */
final class EventQueue {

    private static final int FIRST_CAPACITY = 16;
    /** An emptied queue that has become larger than this is given up. */
    private static final int LARGEST_KEPT = 1 << 16;

    private static final long DELETED = -1;

    private @Nullable ObjectId[] ids = new ObjectId[FIRST_CAPACITY];
    private long[] dataSizes = new long[FIRST_CAPACITY];
    private long[] metadataSizes = new long[FIRST_CAPACITY];
    private int readIndex;
    private int count;

    int size() {
        return count - readIndex;
    }

    void addSealed(ObjectId id, long dataSize, long metadataSize) {
        add(id, dataSize, metadataSize);
    }

    void addDeleted(ObjectId id) {
        add(id, DELETED, DELETED);
    }

    private void add(ObjectId id, long dataSize, long metadataSize) {
        if (count == ids.length) {
            resize(2 * count);
        }
        ids[count] = id;
        dataSizes[count] = dataSize;
        metadataSizes[count] = metadataSize;
        count++;
    }

    /** Tells a sink all events; their number. If the sink throws, the event it was told is gone, later ones stay. */
    int tell(EventSink sink) {
        int told = 0;
        while (readIndex < count) {
            int index = readIndex++;
            ObjectId id = ids[index];
            ids[index] = null;
            if (id == null) {
                throw new IllegalStateException("index=" + index + " count=" + count);
            }
            if (dataSizes[index] == DELETED) {
                sink.deleted(id);
            } else {
                sink.sealed(id, dataSizes[index], metadataSizes[index]);
            }
            told++;
        }
        readIndex = 0;
        count = 0;
        if (ids.length > LARGEST_KEPT) {
            resize(FIRST_CAPACITY);
        }
        return told;
    }

    private void resize(int capacity) {
        ids = Arrays.copyOf(ids, capacity);
        dataSizes = Arrays.copyOf(dataSizes, capacity);
        metadataSizes = Arrays.copyOf(metadataSizes, capacity);
    }
}
