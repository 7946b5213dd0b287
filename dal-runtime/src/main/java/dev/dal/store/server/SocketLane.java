package dev.dal.store.server;

import java.util.function.IntPredicate;

/** The lane of a socket client: frames where notifications would go else, or by the client's rings. */
final class SocketLane extends LaneProxy {

    /** With more than this unread, objects are told of but not handed over. */
    static final int CONGESTION_BYTES = 16 << 20;

    private final NotificationChannel channel;
    private final IntPredicate knownSegments;

    SocketLane(Segments segments, LaneFlushes flushes, NotificationChannel channel, IntPredicate knownSegments) {
        super(segments, flushes);
        this.channel = channel;
        this.knownSegments = knownSegments;
    }

    @Override
    boolean knowsSegment(int key) {
        return knownSegments.test(key);
    }

    @Override
    boolean isCongested() {
        return channel.queuedBytes() > CONGESTION_BYTES;
    }

    @Override
    void flush() {
        channel.send(gathered().finish());
        gathered().clear();
    }
}
