package dev.dal.store.client;

import dev.dal.store.ObjectLocation;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.MappedSegment.Access;

/** Makes buffers and drafts over mapped memory; each owns one count of a hold. Thread-safe. */
final class ObjectViews {

    private final HoldTable holds;
    private final ClientSegments segments;
    private final Reaper reaper;

    /**
     * A maker of views.
     *
     * @param holds counts the holds
     * @param segments maps the memory
     * @param reaper gives up what the garbage collector finds
     */
    ObjectViews(HoldTable holds, ClientSegments segments, Reaper reaper) {
        this.holds = holds;
        this.segments = segments;
        this.reaper = reaper;
    }

    /** A buffer that owns one count of the hold; the count is given up if this fails. */
    ObjectBuffer buffer(Hold hold, ObjectLocation location) {
        HoldLifetime lifetime = new HoldLifetime(holds, hold, reaper);
        try {
            MappedSegment segment = lifetime.keep(segments.mapped(location, Access.READ_ONLY));
            return new ObjectBuffer(
                    hold.id,
                    lifetime,
                    ClientSegments.data(segment, location, lifetime),
                    ClientSegments.metadata(segment, location, lifetime));
        } catch (RuntimeException | Error failure) {
            lifetime.finish();
            throw failure;
        }
    }

    /** A draft that owns one count of the hold; the count is given up, and the object aborted, if this fails. */
    ObjectDraft draft(ObjectCreator creator, Hold hold, ObjectLocation location) {
        HoldLifetime lifetime = new HoldLifetime(holds, hold, reaper);
        try {
            MappedSegment segment = lifetime.keep(segments.mapped(location, Access.READ_WRITE));
            return new ObjectDraft(
                    creator,
                    hold,
                    lifetime,
                    ClientSegments.data(segment, location, lifetime),
                    ClientSegments.metadata(segment, location, lifetime));
        } catch (RuntimeException | Error failure) {
            lifetime.finish();
            throw failure;
        }
    }
}
