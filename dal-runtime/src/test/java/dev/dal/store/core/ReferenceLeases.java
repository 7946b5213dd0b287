package dev.dal.store.core;

import dev.dal.store.ObjectLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What docs/protocol.md section 8.2 says of leases, with one entry for each 64 bytes: of one client of {@link ReferenceStore}. */
final class ReferenceLeases {

    private static final int UNIT = 64;

    /** 64 bytes of a segment. */
    private record Unit(int segment, long index) {}

    /** What is leased and in no object, and by which lease: the first is 0. */
    private final Map<Unit, Integer> leased = new HashMap<>();

    private int count;

    /** Units that stay leased until an object is released that is not there, by the first of them. */
    private final Map<Unit, Integer> refused = new HashMap<>();

    static int units(long sizeBytes) {
        return (int) Math.max(1, (sizeBytes + UNIT - 1) / UNIT);
    }

    long leasedBytes() {
        long units = leased.size();
        for (int each : refused.values()) {
            units += each;
        }
        return units * UNIT;
    }

    private static List<Unit> unitsOf(ObjectLocation place) {
        long first = place.dataOffset() / UNIT;
        return LongStream.range(first, first + units(place.dataSize() + place.metadataSize()))
                .mapToObj(index -> new Unit(place.segment(), index))
                .toList();
    }

    /** A lease was granted; its number. */
    int add(ObjectLocation place) {
        unitsOf(place).forEach(unit -> leased.put(unit, count));
        return count++;
    }

    boolean isLeased(ObjectLocation place) {
        List<Unit> units = unitsOf(place);
        Integer lease = leased.get(units.get(0));
        return place.dataOffset() % UNIT == 0
                && lease != null
                && units.stream().allMatch(unit -> lease.equals(leased.get(unit)));
    }

    void take(ObjectLocation place) {
        leased.keySet().removeAll(unitsOf(place));
    }

    void keepRefused(ObjectLocation place) {
        List<Unit> units = unitsOf(place);
        refused.put(units.get(0), units.size());
    }

    boolean releaseRefused(ObjectLocation place) {
        return refused.remove(unitsOf(place).get(0)) != null;
    }

    void giveUp(int lease) {
        leased.values().removeIf(each -> each == lease);
    }
}
