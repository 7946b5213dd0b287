package dev.dal.store.core;

import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who is told of seals and deletions, in the order of subscription. */
final class Subscriptions {

    private final Effects effects;
    private final List<Client> subscribers = new ArrayList<>();
    private final List<SealedObject> message = new ArrayList<>();
    private final List<SealedObject> messageView = Collections.unmodifiableList(message);

    Subscriptions(Effects effects) {
        this.effects = effects;
    }

    /** Begins a subscription; false if the client has one. */
    boolean add(Client client) {
        return !subscribers.contains(client) && subscribers.add(client);
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    void remove(Client client) {
        subscribers.remove(client);
    }

    /** Tells everybody of one object in a message of its own. */
    void sealed(ObjectEntry object) {
        if (!subscribers.isEmpty()) {
            message.add(object);
            tellAll();
        }
    }

    /** Tells everybody of several objects in one message; of none in no message. */
    void sealed(List<ObjectEntry> objects) {
        if (!subscribers.isEmpty() && !objects.isEmpty()) {
            message.addAll(objects);
            tellAll();
        }
    }

    /** Tells one subscriber of one object. */
    void sealedFor(Client subscriber, ObjectEntry object) {
        message.add(object);
        effects.sealed(subscriber.number, messageView);
        message.clear();
    }

    /** Tells everybody that an object is gone. */
    void deleted(ObjectId id) {
        for (int i = 0; i < subscribers.size(); i++) {
            effects.deleted(subscribers.get(i).number, id);
        }
    }

    private void tellAll() {
        for (int i = 0; i < subscribers.size(); i++) {
            effects.sealed(subscribers.get(i).number, messageView);
        }
        message.clear();
    }
}
