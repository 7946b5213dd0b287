package dev.dal.store.client;

import dev.dal.store.ObjectContent;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectNotFoundException;
import dev.dal.store.ObjectSealedException;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.memory.Region;
import dev.dal.store.protocol.PlasmaDigest;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An object that is being written, in place in shared memory: nobody sees it before it is sealed.
 *
 * <p>Its memory is not cleared: until it is written it may show bytes of objects that are gone. Sealing or aborting
 * ends the regions. A draft that is closed, or lost, before it is sealed is aborted; if NIO buffers exported from its
 * regions are still reachable then, that happens when they no longer are. Different threads may write; sealing,
 * aborting and closing may come from any thread, after all writing.
 */
public final class ObjectDraft implements AutoCloseable {

    private enum State {
        OPEN,
        SEALED,
        ABORTED
    }

    private final ObjectCreator creator;
    private final Hold hold;
    private final HoldLifetime lifetime;
    private final Region data;
    private final Region metadata;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    /**
     * A draft.
     *
     * @param creator who made it and seals it
     * @param hold the hold on the object
     * @param lifetime owns one count of that hold
     * @param data where the data go
     * @param metadata where the metadata go
     */
    ObjectDraft(ObjectCreator creator, Hold hold, HoldLifetime lifetime, Region data, Region metadata) {
        this.creator = creator;
        this.hold = hold;
        this.lifetime = lifetime;
        this.data = data;
        this.metadata = metadata;
    }

    /**
     * The object's id.
     *
     * @return the id
     */
    public ObjectId id() {
        return hold.id;
    }

    /**
     * Where the data go.
     *
     * @return a writable region, valid until the draft is sealed or aborted; it begins at a multiple of 64
     */
    public Region data() {
        return data;
    }

    /**
     * Where the metadata go.
     *
     * @return a writable region, valid until the draft is sealed or aborted
     */
    public Region metadata() {
        return metadata;
    }

    /**
     * Seals the object with its digest, which takes time: about a tenth of a second for a gigabyte.
     *
     * @return the object, still held, to be closed by the caller
     * @throws ObjectSealedException if the draft is sealed or aborted already
     * @throws ObjectNotFoundException if the store no longer knows the object
     * @throws ObjectExistsException if somebody else has sealed it
     * @throws StoreConnectionException if the store has gone or the client is closed
     */
    public ObjectBuffer seal() {
        if (state.get() != State.OPEN) {
            throw notOpen();
        }
        requireClientOpen();
        return seal(PlasmaDigest.of(data.length(), data::window, metadata.length(), metadata::window));
    }

    /**
     * Seals the object with a digest of the caller's choice. No store verifies it.
     *
     * @param digest the digest; {@link PlasmaDigest#NONE} if nobody will compare it
     * @return the object, still held, to be closed by the caller
     * @throws ObjectSealedException if the draft is sealed or aborted already
     * @throws ObjectNotFoundException if the store no longer knows the object
     * @throws ObjectExistsException if somebody else has sealed it
     * @throws StoreConnectionException if the store has gone or the client is closed
     */
    public ObjectBuffer seal(long digest) {
        requireClientOpen();
        if (!state.compareAndSet(State.OPEN, State.SEALED)) {
            throw notOpen();
        }
        lifetime.end();
        try {
            return creator.seal(hold, digest);
        } finally {
            lifetime.finish();
        }
    }

    /**
     * Gives the object up.
     *
     * @throws ObjectSealedException if the draft is sealed already
     * @throws dev.dal.store.StoreProtocolException if the store's answer is malformed
     */
    public void abort() {
        if (state.compareAndSet(State.OPEN, State.ABORTED)) {
            creator.abandon(hold);
            lifetime.finish();
        } else if (state.get() == State.SEALED) {
            throw notOpen();
        }
    }

    /** Copies bytes to where data and metadata go, which are as long. */
    void write(ObjectContent content) {
        copy(content.data(), data);
        copy(content.metadata(), metadata);
    }

    private static void copy(ByteBuffer source, Region target) {
        ByteBuffer left = source.duplicate();
        long offset = 0;
        while (left.hasRemaining()) {
            int step = Math.min(left.remaining(), Region.WINDOW_BYTES);
            target.window(offset, step).put(0, left, left.position(), step);
            left.position(left.position() + step);
            offset += step;
        }
    }

    private void requireClientOpen() {
        if (state.get() == State.OPEN && lifetime.hasEnded()) {
            throw new StoreConnectionException("The client of the draft of object " + hold.id + " is closed.");
        }
    }

    private ObjectSealedException notOpen() {
        return new ObjectSealedException("The draft of object " + hold.id + " is "
                + (state.get() == State.SEALED ? "sealed" : "aborted") + " already.");
    }

    /** Gives the object up unless it is sealed. Closing twice is harmless, also after the client. */
    @Override
    public void close() {
        if (state.get() == State.OPEN) {
            abort();
        }
    }

    @Override
    public String toString() {
        return "ObjectDraft[" + hold.id + " data=" + data.length() + " metadata=" + metadata.length() + " "
                + state.get() + "]";
    }
}
