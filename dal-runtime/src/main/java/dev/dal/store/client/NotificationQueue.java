package dev.dal.store.client;

import dev.dal.store.EventSink;
import dev.dal.store.Notification;
import dev.dal.store.ObjectId;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what a subscription tells. Not thread-safe. */
final class NotificationQueue implements EventSink {

    private final ArrayDeque<Notification> heard = new ArrayDeque<>();

    @Override
    public void sealed(ObjectId id, long dataSize, long metadataSize) {
        heard.add(Notification.sealed(id, dataSize, metadataSize));
    }

    @Override
    public void deleted(ObjectId id) {
        heard.add(Notification.deleted(id));
    }

    @Nullable
    Notification poll() {
        return heard.poll();
    }

    List<Notification> all() {
        return List.copyOf(heard);
    }
}
