package dev.dal.connection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects that go with the next flush, in the order in which they were begun. Guarded by the connection's lock. */
final class UnsentObjects {

    private final ReferenceTable table;
    private final List<Unsent> unsent = new ArrayList<>();
    /** Read without the lock, by those who have added something themselves before. */
    private volatile boolean any;

    UnsentObjects(ReferenceTable table) {
        this.table = table;
    }

    void add(Unsent object) {
        unsent.add(object);
        any = true;
    }

    /** The last one for a namespace: what others add to it comes after all else that goes there. */
    @Nullable
    Unsent lastFor(int prefix) {
        for (int i = unsent.size() - 1; i >= 0; i--) {
            if (unsent.get(i).prefix() == prefix) {
                return unsent.get(i);
            }
        }
        return null;
    }

    /** Takes the lock. */
    void sendAll() {
        if (!any) {
            return;
        }
        table.lock.lock();
        try {
            any = false;
            for (int i = 0; i < unsent.size() && !table.isClosed(); i++) {
                unsent.get(i).send();
            }
        } finally {
            unsent.clear();
            table.lock.unlock();
        }
    }
}
