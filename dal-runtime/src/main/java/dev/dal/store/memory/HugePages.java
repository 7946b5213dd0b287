package dev.dal.store.memory;

import dev.dal.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The huge pages of a system, as {@code /proc/meminfo} tells.
 *
 * @param pageBytes length of one; 0 if the system has none
 * @param freePages pages that nobody has taken or reserved
 */
record HugePages(long pageBytes, long freePages) {

    /** The huge pages of this system now. */
    static HugePages ofThisSystem() {
        return read(Path.of("/proc/meminfo"));
    }

    static HugePages read(Path meminfo) {
        long pageBytes = 0;
        long free = 0;
        long reserved = 0;
        try {
            for (String line : Files.readAllLines(meminfo)) {
                if (line.startsWith("Hugepagesize:")) {
                    pageBytes = number(line) << 10;
                } else if (line.startsWith("HugePages_Free:")) {
                    free = number(line);
                } else if (line.startsWith("HugePages_Rsvd:")) {
                    reserved = number(line);
                }
            }
        } catch (IOException e) {
            throw new StoreException("Cannot read " + meminfo + ": " + e.getMessage(), e);
        }
        if (pageBytes == 0) {
            throw new StoreException("This system has no huge pages: " + meminfo + " does not tell their size.");
        }
        return new HugePages(pageBytes, Math.max(0, free - reserved));
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    /** Fails unless there are as many bytes in free pages. */
    void require(long bytes) {
        if (bytes > freePages * pageBytes) {
            throw new StoreException("There are not enough huge pages for " + bytes + " bytes: " + freePages + " of "
                    + pageBytes + " bytes are free. Raise /proc/sys/vm/nr_hugepages, or do without huge pages.");
        }
    }
}
