package dev.dal.store.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who watches which prefix. */
final class Watches extends ProbingTable<Watches.Watch> {

    /** A prefix with those who watch it, at least one. */
    static final class Watch extends ProbingTable.Node {
        private final int prefix;
        private final List<Client> lanes = new ArrayList<>(1);

        private Watch(int prefix) {
            this.prefix = prefix;
        }
    }

    /** Those who watch a prefix; changes with the next addition or removal. */
    List<Client> of(int prefix) {
        Watch watch = find(prefix);
        return watch == null ? List.of() : watch.lanes;
    }

    /** Adds one; false if it watches the prefix already. */
    boolean add(Client lane, int prefix) {
        Watch watch = find(prefix);
        if (watch == null) {
            watch = new Watch(prefix);
            insert(watch, prefix);
        }
        return !watch.lanes.contains(lane) && watch.lanes.add(lane);
    }

    void remove(Client lane, int prefix) {
        Watch watch = find(prefix);
        if (watch != null && watch.lanes.remove(lane) && watch.lanes.isEmpty()) {
            remove(watch);
        }
    }

    /** Removes one everywhere. */
    void remove(Client lane) {
        List<Watch> all = new ArrayList<>();
        forEach(all::add);
        all.forEach(watch -> remove(lane, watch.prefix));
    }

    private @Nullable Watch find(int prefix) {
        int slot = firstSlot(prefix);
        for (Watch watch = at(slot); watch != null; watch = at(slot)) {
            if (watch.prefix == prefix) {
                return watch;
            }
            slot = nextSlot(slot);
        }
        return null;
    }
}
