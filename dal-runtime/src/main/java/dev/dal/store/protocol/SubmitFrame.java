package dev.dal.store.protocol;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a lane is asked, gathered into one frame after another. Releases come behind what is published meanwhile, so that
 * objects that follow each other lie side by side and become ranges (docs/protocol.md section 8.1), and so do the releases
 * themselves; all else keeps its order. Not thread-safe.
 */
public final class SubmitFrame implements Lane {

    /** More releases than this do not wait: they may free the room that what follows needs. */
    private static final int MOST_WAITING_BYTES = 64 * ItemWriter.ITEM_BYTES;

    private final ItemWriter writer = new ItemWriter(MessageType.SUBMIT);
    private final Lane encoder = SubmitCodec.encoder(writer);
    private final ItemWriter waiting = new ItemWriter(MessageType.SUBMIT);
    private final OpenReleases releases = new OpenReleases(waiting);

    /** An empty frame. */
    public SubmitFrame() {}

    @Override
    public void publish(ObjectId id, int flags, List<ObjectId> needs, ByteBuffer data, ByteBuffer metadata) {
        if (waiting.frameBytes() > MOST_WAITING_BYTES) {
            endWaiting();
        }
        encoder.publish(id, flags, needs, data, metadata);
    }

    @Override
    public void release(ObjectId id) {
        releases.add(id);
    }

    @Override
    public void await(ObjectId id) {
        endWaiting();
        encoder.await(id);
    }

    @Override
    public void watch(int prefix) {
        endWaiting();
        encoder.watch(prefix);
    }

    @Override
    public void unwatch(int prefix) {
        endWaiting();
        encoder.unwatch(prefix);
    }

    @Override
    public void sync(ObjectId token) {
        endWaiting();
        encoder.sync(token);
    }

    private void endWaiting() {
        if (!waiting.isEmpty()) {
            writer.append(waiting);
            waiting.clear();
        }
    }

    /**
     * Whether nothing was asked since the last frame.
     *
     * @return true if there is nothing to send
     */
    public boolean isEmpty() {
        return writer.isEmpty() && waiting.isEmpty();
    }

    /**
     * Length of the frame as it is now.
     *
     * @return bytes, header included
     */
    public int frameBytes() {
        return writer.frameBytes() + waiting.frameBytes() - Framing.HEADER_BYTES;
    }

    /**
     * Ends the frame. Call {@link #clear()} when it was sent or worked off.
     *
     * @return the frame from position to limit; a view that is valid until the next call
     */
    public ByteBuffer finish() {
        endWaiting();
        return writer.finish();
    }

    /** Begins the next frame. */
    public void clear() {
        writer.clear();
        waiting.clear();
    }
}
