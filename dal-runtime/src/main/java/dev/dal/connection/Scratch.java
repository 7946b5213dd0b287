package dev.dal.connection;

import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;

/** Memory in which one short object after another is written before it is sent. For this library's own packages. Not thread-safe. */
public final class Scratch {

    private Region memory = Region.allocate(0);
    private ByteBuffer window = memory.window(0, 0);

    /** No memory yet. */
    public Scratch() {}

    /**
     * Memory for the next object; that of the former one is overwritten.
     *
     * @param lengthBytes length of the object, short enough to be sent
     * @return at least as many bytes, whose content is undefined
     */
    public Region take(int lengthBytes) {
        if (memory.length() < lengthBytes) {
            memory = Region.allocate(2L * lengthBytes);
            window = memory.window(0, 2 * lengthBytes);
        }
        return memory;
    }

    /**
     * What was written.
     *
     * @param lengthBytes as given to {@link #take}
     * @return the first bytes, from position to limit; valid until the next {@link #take}
     */
    public ByteBuffer bytes(int lengthBytes) {
        return window.limit(lengthBytes).position(0);
    }
}
