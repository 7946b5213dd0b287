package dev.dal.store.core;

/** Where segments of shared memory come from. Implemented outside; must not call the core. */
public interface SegmentSource {

    /**
     * Makes a segment.
     *
     * @param sizeBytes usable length, a multiple of 4,096
     * @return key of the segment; never a key that was returned before
     * @throws SegmentRefusedException if there is no memory for it
     */
    int make(long sizeBytes) throws SegmentRefusedException;

    /**
     * Gives a segment back. No object lies in it any more.
     *
     * @param key key of the segment
     */
    void drop(int key);
}
