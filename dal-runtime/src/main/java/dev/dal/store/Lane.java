package dev.dal.store;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The requests of the calls extension (docs/protocol.md), none of which is answered: what comes of them is told to the
 * {@link LaneEvents} of the same link. A store works them off in their order.
 *
 * <p>Holds that a lane takes and releases are counted and apart from those of {@link StoreLink}: an object stays while
 * either has one.
 */
public interface Lane {

    /** The object goes when its last hold goes, whether it was asked to be deleted or not. */
    int OWNED = 1;

    /** Whoever makes the object holds it. */
    int KEPT = 2;

    /** Whoever watches the object's prefix holds it when it arrives there. */
    int HANDED = 4;

    /** The longest data and metadata together that travel inline to those who watch or await an object. */
    int INLINE_BYTES = 8 << 10;

    /** Objects of a range begin at multiples of so many bytes. */
    int RANGE_ALIGNMENT_BYTES = 64;

    /** The longest object that goes into a range: what of a range nobody wants any more stays as long as the rest. */
    int MOST_RANGE_BYTES = 512;

    /** Ranges end where the last byte of an id is a multiple of this. */
    int MOST_RANGE_COUNT = 64;

    /**
     * Makes and seals an object. If that fails, {@link LaneEvents#failed} says so, and of every object of the same frame
     * that needs it.
     *
     * @param id the object
     * @param flags {@link #OWNED}, {@link #KEPT} and {@link #HANDED}, added up
     * @param needs objects to be sent along to who watches the prefix, as far as they are sealed; at most 65,535
     * @param data the data from position to limit, copied at once
     * @param metadata the metadata from position to limit, copied at once
     */
    void publish(ObjectId id, int flags, List<ObjectId> needs, ByteBuffer data, ByteBuffer metadata);

    /**
     * Makes and seals objects whose ids follow each other, all of one length and without metadata: as {@link #publish} of
     * each in turn, and what this does unless it can be done better.
     *
     * @param first the id of the first; the others are {@linkplain ObjectId#plus after} it
     * @param count how many, at least 1
     * @param flags as of {@link #publish}
     * @param sizeBytes length of each object's data
     * @param data the data of all, each padded to a multiple of {@value #RANGE_ALIGNMENT_BYTES} bytes
     */
    default void publishRange(ObjectId first, int count, int flags, int sizeBytes, ByteBuffer data) {
        int stride = strideBytes(sizeBytes);
        ByteBuffer nothing = data.slice(data.position(), 0);
        for (int i = 0; i < count; i++) {
            publish(first.plus(i), flags, List.of(), data.slice(data.position() + i * stride, sizeBytes), nothing);
        }
    }

    /**
     * From the beginning of an object of a range to that of the next.
     *
     * @param sizeBytes length of each object
     * @return bytes, at least {@value #RANGE_ALIGNMENT_BYTES}
     */
    static int strideBytes(int sizeBytes) {
        return Math.max(RANGE_ALIGNMENT_BYTES, (sizeBytes + RANGE_ALIGNMENT_BYTES - 1) & -RANGE_ALIGNMENT_BYTES);
    }

    /**
     * Makes and seals an object that was written into leased memory, which is the object's from then on and must not be
     * written any more (docs/protocol.md section 8.2). That this fails is told as by {@link #publish}; then the place stays
     * leased, and with {@link #KEPT} as it is until {@link #releaseAt}.
     *
     * @param id the object
     * @param flags as of {@link #publish}
     * @param needs as of {@link #publish}
     * @param place where it lies: in a lease of the same link as a whole, from a multiple of 64 bytes on, the metadata behind
     *     the data
     */
    void sealAt(ObjectId id, int flags, List<ObjectId> needs, ObjectLocation place);

    /**
     * Ends the hold that {@link #sealAt} took with {@link #KEPT}. If the object could not be made, its place is given back.
     *
     * @param id the object
     * @param place where it was sealed, once; its sizes do not matter
     */
    void releaseAt(ObjectId id, ObjectLocation place);

    /**
     * Gives back what of a lease is not in objects. Nothing may be written there any more.
     *
     * @param lease what {@link StoreLink#lease} returned, once
     */
    void giveUp(LeasedMemory lease);

    /**
     * Ends one hold of each of several objects whose ids follow each other.
     *
     * @param first the id of the first
     * @param count how many
     */
    default void releaseRange(ObjectId first, int count) {
        for (int i = 0; i < count; i++) {
            release(first.plus(i));
        }
    }

    /**
     * Ends one hold.
     *
     * @param id an object that the lane holds; others are ignored
     */
    void release(ObjectId id);

    /**
     * Asks to be told of an object once, as soon as it is sealed, or now if it is.
     *
     * @param id the object
     */
    void await(ObjectId id);

    /**
     * Asks to be told of all objects of a namespace that others seal or delete, first of those that are there.
     *
     * @param prefix the namespace
     */
    void watch(int prefix);

    /**
     * Ends {@link #watch}.
     *
     * @param prefix the namespace
     */
    void unwatch(int prefix);

    /**
     * Asks for {@link LaneEvents#synced} after everything that has happened by now.
     *
     * @param token any id
     */
    void sync(ObjectId token);
}
