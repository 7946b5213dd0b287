package dev.dal.store;

/**
 * What a subscriber hears of one object (plasma-store.md section 4.13): that it was sealed, or that it is gone.
 *
 * @param id the object
 * @param dataSize bytes of data; −1 if the object is gone
 * @param metadataSize bytes of metadata; −1 if the object is gone
 */
public record Notification(ObjectId id, long dataSize, long metadataSize) {

    private static final long GONE = -1;

    /**
     * That an object was sealed.
     *
     * @param id the object
     * @param dataSize bytes of data
     * @param metadataSize bytes of metadata
     * @return the notification
     */
    public static Notification sealed(ObjectId id, long dataSize, long metadataSize) {
        return new Notification(id, dataSize, metadataSize);
    }

    /**
     * That an object was deleted or evicted.
     *
     * @param id the object
     * @return the notification
     */
    public static Notification deleted(ObjectId id) {
        return new Notification(id, GONE, GONE);
    }

    /**
     * Whether the object is gone.
     *
     * @return false if it was sealed
     */
    public boolean isDeletion() {
        return dataSize == GONE;
    }
}
