package dev.dal.store.core;

/**
 * The deletions that wait for a last release. They are remembered by id: one that is not used up when its object is
 * aborted or lost hits the next object of that id (plasma-store.md section 4.9). So that they cannot pile up without
 * limit, of those without an object only the newest are kept.
 */
final class DeferredDeletions {

    /** Most ids without an object for which a deletion is remembered. */
    static final int MAXIMUM_WITHOUT_OBJECT = 1 << 16;

    private final ObjectTable table;
    private final ObjectList withoutObject = new ObjectList();

    DeferredDeletions(ObjectTable table) {
        this.table = table;
    }

    /** Remembers to delete an object that is there. */
    void defer(ObjectEntry entry) {
        entry.deleteAtLastRelease = true;
    }

    /** Whether a deletion is due; it is used up thereby. */
    boolean take(ObjectEntry entry) {
        boolean due = entry.deleteAtLastRelease;
        entry.deleteAtLastRelease = false;
        return due;
    }

    /** An object of this id is about to be made. */
    void objectComes(ObjectEntry entry) {
        withoutObject.remove(entry);
    }

    /** The object of this id is gone; forgets the entry if nothing refers to it. */
    void objectGone(ObjectEntry entry) {
        if (entry.deleteAtLastRelease) {
            withoutObject.append(entry);
            ObjectEntry oldest = withoutObject.first();
            if (oldest != null && withoutObject.count() > MAXIMUM_WITHOUT_OBJECT) {
                withoutObject.remove(oldest);
                oldest.deleteAtLastRelease = false;
                forgetIfIdle(oldest);
            }
        }
        forgetIfIdle(entry);
    }

    /** Forgets an id about which nothing is left to know. */
    void forgetIfIdle(ObjectEntry entry) {
        if (entry.isIdle()) {
            table.forget(entry);
        }
    }
}
