package dev.dal.store.protocol;

import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A vector within a payload; its elements lie inside, and what they refer to is checked when it is asked for. */
final class FlatVector {

    /** Size of elements that are references to strings or tables. */
    static final int REFERENCE_BYTES = 4;

    /** What an id takes at least: a reference, a length, and itself. */
    private static final int LEAST_ID_BYTES = REFERENCE_BYTES + Integer.BYTES + ObjectId.SIZE_BYTES;

    private final Payload payload;
    private final int first;
    private final int count;
    private final int elementBytes;

    /**
     * A vector.
     *
     * @param payload where it is
     * @param position position of its length, with at least four bytes there
     * @param elementBytes size of an element
     * @throws dev.dal.store.StoreProtocolException if its elements are not inside the payload
     */
    FlatVector(Payload payload, int position, int elementBytes) {
        this.payload = payload;
        this.count = payload.intAt(position);
        this.elementBytes = elementBytes;
        if (count < 0) {
            throw payload.malformed("a vector has " + count + " elements");
        }
        payload.check((long) position + Integer.BYTES, (long) count * elementBytes);
        this.first = position + Integer.BYTES;
    }

    int count() {
        return count;
    }

    private int position(int index) {
        return first + index * elementBytes;
    }

    /**
     * Fails if there are more elements than objects can be described in the payload. Ids that share their bytes would
     * let a short message take a lot of memory.
     */
    FlatVector requireOneObjectEach() {
        if (count > payload.lengthBytes() / LEAST_ID_BYTES) {
            throw payload.malformed(count + " objects do not fit into " + payload.lengthBytes() + " bytes");
        }
        return this;
    }

    /** Fails unless there are as many elements as expected. */
    FlatVector requireCount(int expected, String what) {
        if (count != expected) {
            throw payload.malformed("there are " + count + " " + what + "; expected " + expected);
        }
        return this;
    }

    int intAt(int index) {
        return payload.intAt(position(index));
    }

    long longAt(int index) {
        return payload.longAt(position(index));
    }

    long digestAt(int index) {
        return payload.digestAt(position(index));
    }

    ObjectId idAt(int index) {
        return payload.idAt(position(index));
    }

    ByteBuffer bytesAt(int index) {
        return payload.bytesAt(position(index));
    }

    ObjectSpec specAt(int index) {
        return ObjectSpec.read(payload, position(index));
    }

    FlatTable tableAt(int index) {
        return new FlatTable(payload, payload.follow(position(index)));
    }

    /** All elements as object ids. */
    List<ObjectId> ids() {
        requireOneObjectEach();
        List<ObjectId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(idAt(i));
        }
        return ids;
    }
}
