package dev.dal.store.core;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is told of what on lanes (docs/protocol.md): of all declarations, of the namespaces that they watch, of the
 * objects that they await. What is handed over is held for the lane, and each such hold counts.
 */
final class Lanes {

    private final LaneEffects effects;
    private final References references;
    private final ObjectTable table;
    private final Eviction eviction;
    private final Ranges ranges;
    private final List<Client> lanes = new ArrayList<>();
    private final Watches watches = new Watches();
    private final Map<ObjectId, List<Client>> awaits = new HashMap<>();

    Lanes(LaneEffects effects, References references, ObjectTable table, Eviction eviction, Ranges ranges) {
        this.effects = effects;
        this.references = references;
        this.table = table;
        this.eviction = eviction;
        this.ranges = ranges;
    }

    /** Begins a lane. */
    void open(Client lane) {
        lanes.add(lane);
    }

    /** Tells a lane of the declarations that are there. */
    void tellOfDeclarations(Client lane) {
        table.forEach(entry -> {
            if (entry.isSealed() && isDeclaration(entry.id())) {
                effects.announced(lane.number, entry);
            }
        });
    }

    void close(Client lane) {
        lanes.remove(lane);
        watches.remove(lane);
        awaits.values().forEach(waiting -> waiting.remove(lane));
        awaits.values().removeIf(List::isEmpty);
    }

    /** Begins a watch, with what is there. */
    void watch(Client lane, int prefix) {
        if (watches.add(lane, prefix)) {
            table.visitAll(entry -> {
                if (entry.isSealed() && entry.id().prefix() == prefix && !isDeclaration(entry.id())) {
                    announce(lane, entry);
                }
            });
        }
    }

    private void announce(Client lane, ObjectEntry entry) {
        entry.onlyHandedOver = false;
        effects.announced(lane.number, entry);
    }

    void unwatch(Client lane, int prefix) {
        watches.remove(lane, prefix);
    }

    /** Tells a lane of an object once, now or when it is sealed. */
    void await(Client lane, ObjectId id) {
        ObjectEntry entry = table.find(id);
        if (entry != null && entry.isSealed()) {
            handOver(lane, entry, false);
            return;
        }
        List<Client> waiting = awaits.computeIfAbsent(id, key -> new ArrayList<>(1));
        if (!waiting.contains(lane)) {
            waiting.add(lane);
        }
    }

    /**
     * An object was sealed.
     *
     * @param maker the client that sealed it; its lane is not told by its watch
     * @param handed whether those who watch its prefix hold it now
     * @param needs what goes with it
     */
    void sealed(ObjectEntry entry, Client maker, boolean handed, List<ObjectId> needs) {
        if (lanes.isEmpty()) {
            return;
        }
        if (isDeclaration(entry.id())) {
            tellOfDeclaration(entry, maker);
        } else {
            List<Client> watching = watches.of(entry.id().prefix());
            for (int i = 0; i < watching.size(); i++) {
                if (watching.get(i).isOf(maker)) {
                    entry.onlyHandedOver &= handed;
                } else {
                    arrive(watching.get(i), entry, handed, needs);
                }
            }
        }
        if (!awaits.isEmpty()) {
            endAwaits(entry);
        }
    }

    private void tellOfDeclaration(ObjectEntry entry, Client maker) {
        entry.onlyHandedOver = false;
        for (int i = 0; i < lanes.size(); i++) {
            if (!lanes.get(i).isOf(maker)) {
                effects.announced(lanes.get(i).number, entry);
            }
        }
    }

    private void endAwaits(ObjectEntry entry) {
        List<Client> waiting = awaits.remove(entry.id());
        if (waiting != null) {
            waiting.forEach(lane -> handOver(lane, entry, false));
        }
    }

    private void arrive(Client lane, ObjectEntry entry, boolean handed, List<ObjectId> needs) {
        if (handed) {
            handOver(lane, entry, false);
        } else if (entry.sizeBytes() <= Lane.INLINE_BYTES && effects.takes(lane.number, entry)) {
            entry.onlyHandedOver = false;
            effects.arrived(lane.number, entry, false, false);
        } else {
            announce(lane, entry);
        }
        for (int i = 0; i < needs.size(); i++) {
            attach(lane, needs.get(i));
        }
    }

    private void attach(Client lane, ObjectId id) {
        ObjectRange range = ranges.find(id);
        if (range != null && range.canBeTakenBy(lane, id)) {
            attach(lane, range, id);
            return;
        }
        ObjectEntry need = table.find(id);
        if (need != null && need.isSealed()) {
            handOver(lane, need, true);
        }
    }

    private void attach(Client lane, ObjectRange range, ObjectId id) {
        SealedObject need = range.object(id);
        if (effects.takes(lane.number, need)) {
            range.takenBy(lane, id);
            effects.arrived(lane.number, need, true, true);
        }
    }

    /** Hands an object over with a hold, if the lane can make something of it; else the lane has to ask for it. */
    private void handOver(Client lane, ObjectEntry entry, boolean attached) {
        if (effects.takes(lane.number, entry)) {
            references.retain(lane, entry);
            eviction.remove(entry);
            effects.arrived(lane.number, entry, attached, true);
        } else if (!attached) {
            announce(lane, entry);
        }
    }

    boolean isAwaited(ObjectId id) {
        return !awaits.isEmpty() && awaits.containsKey(id);
    }

    /** The lanes that are to be told of what another makes in a namespace. */
    List<Client> takers(int prefix, Client maker) {
        List<Client> watching = watches.of(prefix);
        return watching.size() == 1 && watching.get(0) == maker ? List.of() : watching;
    }

    /** Hands a range over; false if the lane cannot make anything of it. */
    boolean handOver(Client lane, ObjectRange range) {
        boolean takes = effects.takes(lane.number, range);
        if (takes) {
            effects.arrivedRange(lane.number, range, range.count(), range.strideBytes());
        }
        return takes;
    }

    /** An object is gone. */
    void gone(ObjectId id, boolean onlyHandedOver) {
        if (lanes.isEmpty() || onlyHandedOver) {
            return;
        }
        if (isDeclaration(id)) {
            for (int i = 0; i < lanes.size(); i++) {
                effects.gone(lanes.get(i).number, id);
            }
            awaits.keySet().removeIf(awaited -> awaited.prefix() == id.prefix());
        } else {
            List<Client> watching = watches.of(id.prefix());
            for (int i = 0; i < watching.size(); i++) {
                effects.gone(watching.get(i).number, id);
            }
        }
    }

    /** Whether an id is a namespace's first: a prefix and zeros (dal-format.md section 2). */
    static boolean isDeclaration(ObjectId id) {
        return id.low() == 0 && id.middle() == 0 && (int) id.high() == 0;
    }
}
