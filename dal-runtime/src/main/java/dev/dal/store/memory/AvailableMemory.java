package dev.dal.store.memory;

import dev.dal.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much memory this process may still take: what the machine has free and what the limits of its control groups,
 * versions 1 and 2, leave.
 *
 * <p>Asked before memory is reserved, because the kernel does not refuse shared memory that exceeds what there is: it
 * ends processes when the pages are taken (platform-notes.md section 0).
 */
final class AvailableMemory {

    /** Limits as large as this mean that there is none. */
    private static final long UNLIMITED_BYTES = 1L << 60;

    private static final AvailableMemory OF_THIS_PROCESS = new AvailableMemory(Path.of("/"));

    private final Path root;

    /**
     * The memory as the files below a directory tell.
     *
     * @param root directory that holds {@code proc} and {@code sys}; {@code /} but in tests
     */
    AvailableMemory(Path root) {
        this.root = root;
    }

    /**
     * The memory that this process may take.
     *
     * @return a shared instance, which reads anew each time that it is asked
     */
    static AvailableMemory ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * Fails unless there is as much memory as wanted.
     *
     * @param wantedBytes bytes that are about to be reserved
     * @param purpose what for
     * @throws StoreException with what is wanted, what is available, and what limits it
     */
    void require(long wantedBytes, String purpose) {
        Limit limit = tightest();
        if (wantedBytes > limit.availableBytes()) {
            throw new StoreException("There is not enough memory for " + wantedBytes + " bytes of " + purpose + ": "
                    + limit.availableBytes() + " bytes are available (" + limit.name()
                    + "). Ask for less, or free memory or raise that limit.");
        }
    }

    /** The limit that leaves the least; without limit where the system tells nothing. */
    Limit tightest() {
        Limit tightest = machine();
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            for (Limit limit : ControlGroup.limits(root, line)) {
                tightest = limit.availableBytes() < tightest.availableBytes() ? limit : tightest;
            }
        }
        return tightest;
    }

    private Limit machine() {
        for (String line : lines(root.resolve("proc/meminfo"))) {
            if (line.startsWith("MemAvailable:")) {
                String kibibytes =
                        line.substring(line.indexOf(':') + 1).replace("kB", "").trim();
                return new Limit("MemAvailable in /proc/meminfo", Long.parseLong(kibibytes) << 10);
            }
        }
        return new Limit("no limit known", Long.MAX_VALUE);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException notThere) {
            return List.of();
        }
    }

    /**
     * Something that bounds how much memory may still be taken.
     *
     * @param name what it is
     * @param availableBytes bytes that it leaves
     */
    record Limit(String name, long availableBytes) {}

    /**
     * The files of one version of control groups.
     *
     * @param mount directory of the controller below the root
     * @param limit file with the limit in bytes, or {@code max}
     * @param usage file with the bytes in use, cached files included
     * @param cache key in {@code memory.stat} of the cached bytes that the kernel gives up when asked
     */
    private record ControlGroup(String mount, String limit, String usage, String cache) {

        private static final ControlGroup V1 = new ControlGroup(
                "sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file");
        private static final ControlGroup V2 =
                new ControlGroup("sys/fs/cgroup", "memory.max", "memory.current", "inactive_file");

        /** The limits of the group that a line of /proc/self/cgroup ({@code id:controllers:path}) names. */
        static List<Limit> limits(Path root, String line) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                return List.of();
            }
            if (parts[1].isEmpty()) {
                return V2.limitsUpwards(root, parts[2]);
            }
            return List.of(parts[1].split(",")).contains("memory") ? V1.limitsUpwards(root, parts[2]) : List.of();
        }

        /** Every group above bounds its members as well. Inside a container only the topmost may be visible. */
        private List<Limit> limitsUpwards(Path root, String path) {
            Path top = root.resolve(mount).normalize();
            Path group = top.resolve(path.replaceFirst("^/+", "")).normalize();
            List<Limit> found = new ArrayList<>();
            while (group != null && group.startsWith(top)) {
                OptionalLong available = available(group);
                if (available.isPresent()) {
                    found.add(new Limit(group.resolve(limit).toString(), available.getAsLong()));
                }
                group = group.getParent();
            }
            return found;
        }

        private OptionalLong available(Path group) {
            OptionalLong most = number(group.resolve(limit));
            OptionalLong used = number(group.resolve(usage));
            if (most.isEmpty() || used.isEmpty() || most.getAsLong() >= UNLIMITED_BYTES) {
                return OptionalLong.empty();
            }
            long reclaimable = Math.min(used.getAsLong(), cached(group.resolve("memory.stat")));
            return OptionalLong.of(Math.max(0, most.getAsLong() - used.getAsLong() + reclaimable));
        }

        private long cached(Path statistics) {
            for (String line : lines(statistics)) {
                if (line.startsWith(cache + " ")) {
                    return Long.parseLong(line.substring(cache.length() + 1).trim());
                }
            }
            return 0;
        }

        private static OptionalLong number(Path file) {
            for (String line : lines(file)) {
                String text = line.trim();
                return text.equals("max") ? OptionalLong.of(Long.MAX_VALUE) : OptionalLong.of(Long.parseLong(text));
            }
            return OptionalLong.empty();
        }
    }
}
