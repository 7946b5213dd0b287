package dev.dal.store.core;

import dev.dal.store.ObjectId;

/**
 * What the core tells lanes, in the order in which it happens, to each by its number. As with {@link Effects},
 * implementations must not call the core. What is handed over is valid only during the call.
 */
public interface LaneEffects {

    /**
     * Whether an object can be handed to a lane: it is short, or the lane's client knows the segment where it lies, and
     * the lane has read what it was told before.
     *
     * @param lane the lane
     * @param object the object
     * @return false if the object may only be announced
     */
    boolean takes(int lane, SealedObject object);

    /**
     * An object was sealed. The lane does not hold it.
     *
     * @param lane the lane
     * @param object the object
     */
    void announced(int lane, SealedObject object);

    /**
     * An object was sealed, and is to be handed over: its bytes if it is short, else its place.
     *
     * @param lane the lane
     * @param object the object
     * @param attached whether the object that was handed over before needs it
     * @param held whether the lane holds it
     */
    void arrived(int lane, SealedObject object, boolean attached, boolean held);

    /**
     * Objects of one length without metadata were sealed whose ids follow each other, and are to be handed over: their
     * bytes. The lane holds them.
     *
     * @param lane the lane
     * @param first the first object
     * @param count how many
     * @param strideBytes from the beginning of one to that of the next
     */
    void arrivedRange(int lane, SealedObject first, int count, int strideBytes);

    /**
     * An object was deleted or evicted. Need not be told at once.
     *
     * @param lane the lane
     * @param id the object
     */
    void gone(int lane, ObjectId id);
}
