package dev.dal.store.core;

import org.jspecify.annotations.Nullable;

/**
 * Which client holds which object: at most one reference per client and object. Taking, giving up and asking take one
 * step each; what one client holds can be walked in the order in which it was taken. Most objects are held by one or two:
 * those references are found from the object, the others by this table.
 */
final class References extends ProbingTable<References.Hold> {

    /** One reference. */
    static final class Hold extends ProbingTable.Node {
        private @Nullable Client client;
        private @Nullable ObjectEntry object;
        private @Nullable Hold previous;
        private @Nullable Hold next;
        /** How often a lane holds the object. */
        private int count;

        private boolean inTable;
    }

    private @Nullable Hold spare;
    private long heldBytes;

    /** Bytes of the objects that somebody holds, however many do. */
    long heldBytes() {
        return heldBytes;
    }

    /** Somebody has taken hold of objects that are counted together, or, with negative bytes, nobody has any more. */
    void heldTogether(long sizeBytes) {
        heldBytes += sizeBytes;
    }

    boolean holds(Client client, ObjectEntry object) {
        return find(client, object) != null;
    }

    /** Takes a reference; false if the client had it already. */
    boolean add(Client client, ObjectEntry object) {
        if (find(client, object) != null) {
            return false;
        }
        make(client, object);
        return true;
    }

    /** Takes a reference that counts: as many {@link #giveBack} end it. */
    void retain(Client lane, ObjectEntry object) {
        Hold hold = find(lane, object);
        (hold == null ? make(lane, object) : hold).count++;
    }

    /** Ends a reference that counts; true if it was the client's last for the object. */
    boolean giveBack(Client lane, ObjectEntry object) {
        Hold hold = find(lane, object);
        return hold != null && --hold.count <= 0 && remove(lane, object);
    }

    private Hold make(Client client, ObjectEntry object) {
        Hold hold = takeSpare();
        hold.client = client;
        hold.object = object;
        hold.previous = client.lastHold;
        if (client.lastHold == null) {
            client.firstHold = hold;
        } else {
            client.lastHold.next = hold;
        }
        client.lastHold = hold;
        link(hold, client, object);
        if (object.refCount++ == 0) {
            heldBytes += object.sizeBytes();
        }
        return hold;
    }

    /** Gives up a reference, however often it counts; false if the client did not have it. */
    boolean remove(Client client, ObjectEntry object) {
        Hold hold = find(client, object);
        if (hold == null) {
            return false;
        }
        unlink(hold, object);
        unlink(client, hold);
        hold.client = null;
        hold.object = null;
        hold.count = 0;
        hold.previous = null;
        hold.next = spare;
        spare = hold;
        if (--object.refCount == 0) {
            heldBytes -= object.sizeBytes();
        }
        return true;
    }

    /** The object that a client has held longest; null if it holds none. */
    @Nullable
    ObjectEntry firstHeldBy(Client client) {
        return client.firstHold == null ? null : client.firstHold.object;
    }

    private void link(Hold hold, Client client, ObjectEntry object) {
        if (object.oneHold == null) {
            object.oneHold = hold;
        } else if (object.otherHold == null) {
            object.otherHold = hold;
        } else {
            insert(hold, hash(client, object));
            hold.inTable = true;
        }
    }

    private void unlink(Hold hold, ObjectEntry object) {
        if (hold.inTable) {
            remove(hold);
            hold.inTable = false;
        } else if (object.oneHold == hold) {
            object.oneHold = null;
        } else {
            object.otherHold = null;
        }
    }

    private @Nullable Hold find(Client client, ObjectEntry object) {
        Hold one = object.oneHold;
        Hold other = object.otherHold;
        if (one != null && one.client == client) {
            return one;
        }
        if (other != null && other.client == client) {
            return other;
        }
        int linked = (one == null ? 0 : 1) + (other == null ? 0 : 1);
        return object.refCount == linked ? null : findInTable(client, object);
    }

    private @Nullable Hold findInTable(Client client, ObjectEntry object) {
        int slot = firstSlot(hash(client, object));
        for (Hold hold = at(slot); hold != null; hold = at(slot)) {
            if (hold.object == object && hold.client == client) {
                return hold;
            }
            slot = nextSlot(slot);
        }
        return null;
    }

    private Hold takeSpare() {
        Hold hold = spare;
        if (hold == null) {
            return new Hold();
        }
        spare = hold.next;
        hold.next = null;
        return hold;
    }

    private static void unlink(Client client, Hold hold) {
        if (hold.previous == null) {
            client.firstHold = hold.next;
        } else {
            hold.previous.next = hold.next;
        }
        if (hold.next == null) {
            client.lastHold = hold.previous;
        } else {
            hold.next.previous = hold.previous;
        }
    }

    private static int hash(Client client, ObjectEntry object) {
        int mixed = object.serial * 0x85EBCA6B + client.number * 0xC2B2AE35;
        return mixed ^ mixed >>> 15;
    }
}
