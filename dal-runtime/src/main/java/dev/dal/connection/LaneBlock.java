package dev.dal.connection;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.util.List;

/** Memory for short objects that go or come over a lane. It goes when nothing that lies in it is reachable. */
final class LaneBlock {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Region memory;
    private final Region readable;
    /** For one publication after another. */
    private final ByteBuffer window;

    LaneBlock(int lengthBytes) {
        this.memory = Region.allocate(lengthBytes);
        this.readable = memory.asReadOnly();
        this.window = memory.window(0, lengthBytes);
    }

    long lengthBytes() {
        return memory.length();
    }

    void put(int offset, ByteBuffer bytes) {
        memory.put(offset, bytes);
    }

    /** A part to be written. */
    Region writable(int offset, int lengthBytes, Lifetime lifetime) {
        return memory.slice(offset, lengthBytes, lifetime, null);
    }

    /** All of it, to be read. */
    Region readable() {
        return readable;
    }

    /** A part to be read, which keeps its owner reachable. */
    Region readable(int offset, int lengthBytes, Lifetime lifetime, Object owner) {
        return readable.slice(offset, lengthBytes, lifetime, owner);
    }

    /** Makes an object without metadata of a part. */
    synchronized void publish(Lane lane, ObjectId id, int flags, int offset, int lengthBytes) {
        window.limit(offset + lengthBytes).position(offset);
        lane.publish(id, flags, List.of(), window, NOTHING);
    }
}
