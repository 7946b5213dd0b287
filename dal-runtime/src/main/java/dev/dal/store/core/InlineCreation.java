package dev.dal.store.core;

import java.util.ArrayList;
import java.util.List;

/** CreateAndSeal of one or several objects whose bytes travel with the request: all are made, or none is. */
final class InlineCreation {

    private final Lifecycle objects;
    private final Subscriptions subscriptions;
    private final PendingGets pendingGets;
    private final List<ObjectEntry> made = new ArrayList<>();

    InlineCreation(Lifecycle objects, Subscriptions subscriptions, PendingGets pendingGets) {
        this.objects = objects;
        this.subscriptions = subscriptions;
        this.pendingGets = pendingGets;
    }

    Outcome run(Client creator, List<? extends InlineObject> newObjects, boolean evictIfFull, long nowSeconds) {
        boolean written = false;
        try {
            Outcome outcome = create(creator, newObjects, evictIfFull, nowSeconds);
            if (outcome == Outcome.OK) {
                for (int i = 0; i < made.size(); i++) {
                    newObjects.get(i).writeTo(made.get(i).location());
                }
                written = true;
                seal(creator, newObjects, nowSeconds);
            }
            return outcome;
        } finally {
            if (!written) {
                made.forEach(entry -> objects.discard(creator, entry));
            }
            made.clear();
        }
    }

    private Outcome create(
            Client creator, List<? extends InlineObject> newObjects, boolean evictIfFull, long nowSeconds) {
        for (InlineObject object : newObjects) {
            Outcome outcome = objects.create(
                            creator, object.id(), object.dataSize(), object.metadataSize(), evictIfFull, nowSeconds)
                    .outcome();
            if (outcome != Outcome.OK) {
                return outcome;
            }
            made.add(objects.table().findOrAdd(object.id()));
        }
        return Outcome.OK;
    }

    private void seal(Client creator, List<? extends InlineObject> newObjects, long nowSeconds) {
        for (int i = 0; i < made.size(); i++) {
            objects.seal(made.get(i), newObjects.get(i).digest(), nowSeconds);
        }
        subscriptions.sealed(made);
        made.forEach(pendingGets::serve);
        made.forEach(entry -> objects.lanes().sealed(entry, creator, true, List.of()));
        made.forEach(entry -> objects.release(creator, entry));
    }
}
