package dev.dal.store;

import java.nio.ByteBuffer;

/**
 * What the calls extension tells a link (docs/protocol.md): its subscription is to the declarations of all namespaces, to
 * the namespaces that it watches, and to the objects that it awaits. Nobody is told of what he did himself.
 */
public interface LaneEvents extends EventSink {

    /**
     * An object was sealed; its bytes come with the news.
     *
     * @param id the object
     * @param attached whether it comes along with the object before, which needs it
     * @param held whether the lane holds it now
     * @param data its data, valid during this call
     * @param metadata its metadata, valid during this call
     */
    void arrived(ObjectId id, boolean attached, boolean held, ByteBuffer data, ByteBuffer metadata);

    /**
     * Objects were sealed whose ids follow each other, all of one length and without metadata; the lane holds them, and
     * their bytes come with the news. As {@link #arrived} of each in turn.
     *
     * @param first the id of the first; the others are {@linkplain ObjectId#plus after} it
     * @param count how many, at least 1
     * @param sizeBytes length of each object's data
     * @param data the data of all, laid out as in {@link Lane#publishRange}; valid during the call
     */
    default void arrivedRange(ObjectId first, int count, int sizeBytes, ByteBuffer data) {
        int stride = Lane.strideBytes(sizeBytes);
        ByteBuffer nothing = data.slice(data.position(), 0);
        for (int i = 0; i < count; i++) {
            arrived(first.plus(i), false, true, data.slice(data.position() + i * stride, sizeBytes), nothing);
        }
    }

    /**
     * An object was sealed, and the lane holds it now.
     *
     * @param id the object
     * @param attached whether it comes along with the object before, which needs it
     * @param location where it lies, in a segment that the link knows
     */
    void arrivedAt(ObjectId id, boolean attached, ObjectLocation location);

    /**
     * An object could not be made.
     *
     * @param id the object
     * @param exists whether there is one of this id, which the lane holds in its place if it is sealed and the lane was to
     *     hold what it made; else there was no room
     * @param sizeBytes bytes of its data and metadata
     */
    void failed(ObjectId id, boolean exists, long sizeBytes);

    /**
     * Everything that had happened when {@link Lane#sync} was asked has been told.
     *
     * @param token as it was given
     */
    void synced(ObjectId token);
}
