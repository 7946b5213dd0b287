package dev.dal.store.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Segments without memory: remembers what was asked for, and refuses beyond a limit. */
final class FakeSegments implements SegmentSource {

    final Map<Integer, Long> live = new LinkedHashMap<>();
    final List<Long> made = new ArrayList<>();
    final List<Integer> dropped = new ArrayList<>();
    long limitBytes = Long.MAX_VALUE;

    @Override
    public int make(long sizeBytes) throws SegmentRefusedException {
        long total = live.values().stream().mapToLong(Long::longValue).sum();
        if (sizeBytes > limitBytes - total) {
            throw new SegmentRefusedException("wanted=" + sizeBytes + " limit=" + limitBytes);
        }
        made.add(sizeBytes);
        live.put(made.size(), sizeBytes);
        return made.size();
    }

    @Override
    public void drop(int key) {
        dropped.add(key);
        if (live.remove(key) == null) {
            throw new AssertionError("segment " + key + " dropped but not live");
        }
    }

    long totalBytes() {
        return live.values().stream().mapToLong(Long::longValue).sum();
    }
}
