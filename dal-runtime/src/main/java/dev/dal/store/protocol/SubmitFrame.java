package dev.dal.store.protocol;

import dev.dal.store.Lane;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a lane is asked, gathered into one frame after another. Releases come ahead of what is published meanwhile, so that
 * objects whose ids follow each other lie side by side and become ranges (docs/protocol.md section 8.1), and so do the
 * releases themselves; what was published or needed in the same frame is released behind that. All else keeps its order. Not
 * thread-safe.
 */
public final class SubmitFrame implements Lane {

    /** What keeps its place from now on. */
    private final ItemWriter ended = new ItemWriter(MessageType.SUBMIT);

    private final ItemWriter released = new ItemWriter(MessageType.SUBMIT);
    private final OpenReleases releases = new OpenReleases(released);
    private final Lane releaseEncoder = SubmitCodec.encoder(released);
    private final ItemWriter published = new ItemWriter(MessageType.SUBMIT);
    private final Lane encoder = SubmitCodec.encoder(published);
    /** The ids in what was published. */
    private final NamedIds named = new NamedIds();

    /** An empty frame. */
    public SubmitFrame() {}

    @Override
    public void publish(ObjectId id, int flags, List<ObjectId> needs, ByteBuffer data, ByteBuffer metadata) {
        encoder.publish(id, flags, needs, data, metadata);
        name(id, needs);
    }

    @Override
    public void sealAt(ObjectId id, int flags, List<ObjectId> needs, ObjectLocation place) {
        encoder.sealAt(id, flags, needs, place);
        name(id, needs);
    }

    @Override
    public void releaseAt(ObjectId id, ObjectLocation place) {
        if (named.mayHave(id)) {
            endSection();
        }
        releaseEncoder.releaseAt(id, place);
    }

    @Override
    public void giveUp(LeasedMemory lease) {
        encoder.giveUp(lease);
    }

    private void name(ObjectId id, List<ObjectId> needs) {
        named.add(id);
        for (int i = 0; i < needs.size(); i++) {
            named.add(needs.get(i));
        }
    }

    @Override
    public void release(ObjectId id) {
        releaseRange(id, 1);
    }

    @Override
    public void releaseRange(ObjectId first, int count) {
        if (named.mayHaveAny(first, count)) {
            endSection();
        }
        releases.add(first, count);
    }

    @Override
    public void await(ObjectId id) {
        encoder.await(id);
        endSection();
    }

    @Override
    public void watch(int prefix) {
        encoder.watch(prefix);
        endSection();
    }

    @Override
    public void unwatch(int prefix) {
        encoder.unwatch(prefix);
        endSection();
    }

    @Override
    public void sync(ObjectId token) {
        encoder.sync(token);
        endSection();
    }

    /** Nothing that is asked from now on comes ahead of what was asked before. */
    private void endSection() {
        ended.append(released);
        ended.append(published);
        released.clear();
        published.clear();
        named.clear();
    }

    /**
     * Whether nothing was asked since the last frame.
     *
     * @return true if there is nothing to send
     */
    public boolean isEmpty() {
        return ended.isEmpty() && released.isEmpty() && published.isEmpty();
    }

    /**
     * Length of the frame as it is now.
     *
     * @return bytes, header included
     */
    public int frameBytes() {
        return ended.frameBytes() + released.frameBytes() + published.frameBytes() - 2 * Framing.HEADER_BYTES;
    }

    /**
     * Ends the frame. Call {@link #clear()} when it was sent or worked off.
     *
     * @return the frame from position to limit; a view that is valid until the next call
     */
    public ByteBuffer finish() {
        if (ended.isEmpty() && released.isEmpty()) {
            return published.finish();
        }
        endSection();
        return ended.finish();
    }

    /** Begins the next frame. */
    public void clear() {
        ended.clear();
        released.clear();
        published.clear();
        named.clear();
    }
}
