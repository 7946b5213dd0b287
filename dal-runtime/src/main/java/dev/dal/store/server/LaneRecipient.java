package dev.dal.store.server;

import dev.dal.store.ObjectId;
import dev.dal.store.core.SealedObject;

/** One lane as the effects of the core reach it, as in {@code LaneEffects}. Called under the lock; must not throw. */
interface LaneRecipient {

    /** Whether an object can be handed over. */
    boolean takes(SealedObject object);

    /** An object was sealed, which is not handed over. */
    void announced(SealedObject object);

    /** An object is handed over. */
    void arrived(SealedObject object, boolean attached, boolean held);

    /** Objects of a range are handed over, with a hold on each. */
    void arrivedRange(SealedObject first, int count, int strideBytes);

    /** An object is gone. */
    void gone(ObjectId id);
}
