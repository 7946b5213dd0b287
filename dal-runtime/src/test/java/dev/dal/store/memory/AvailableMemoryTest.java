package dev.dal.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailableMemoryTest {

    @TempDir
    Path root;

    @Test
    void readsWhatTheMachineHas() throws IOException {
        write("proc/meminfo", "MemTotal:       4000 kB\nMemAvailable:   2000 kB\n");

        assertThat(limit()).isEqualTo(new AvailableMemory.Limit("MemAvailable in /proc/meminfo", 2_048_000));
    }

    @Test
    void knowsNoLimitWhereTheSystemTellsNone() {
        assertThat(limit().availableBytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void honoursTheGroupAndAllAboveIt() throws IOException {
        write("proc/meminfo", "MemAvailable:   2000000 kB\n");
        write("proc/self/cgroup", "0::/outer/inner\n");
        group("sys/fs/cgroup/outer/inner", "max", "1000");
        group("sys/fs/cgroup/outer", "5000", "3000");
        write("sys/fs/cgroup/outer/memory.stat", "anon 2500\ninactive_file 400\n");

        assertThat(limit().availableBytes()).isEqualTo(2400);
        assertThat(limit().name()).endsWith("sys/fs/cgroup/outer/memory.max");
    }

    @Test
    void honoursVersionOneWithTheMountAsTheContainersGroup() throws IOException {
        write("proc/meminfo", "MemAvailable:   2000000 kB\n");
        write("proc/self/cgroup", "5:cpu,cpuacct:/docker/1\n4:memory:/docker/1\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9000\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "8000\n");
        write("sys/fs/cgroup/memory/memory.stat", "inactive_file 1\ntotal_inactive_file 50\n");

        assertThat(limit().availableBytes()).isEqualTo(1050);
    }

    @Test
    void hugeLimitsOfVersionOneMeanNone() throws IOException {
        write("proc/meminfo", "MemAvailable:   1 kB\n");
        write("proc/self/cgroup", "4:memory:/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "8000\n");

        assertThat(limit().availableBytes()).isEqualTo(1024);
    }

    @Test
    void overdrawnGroupsLeaveNothing() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        group("sys/fs/cgroup", "100", "150");

        assertThat(limit().availableBytes()).isZero();
    }

    @Test
    void refusesTheFirstByteTooMany() throws IOException {
        write("proc/meminfo", "MemAvailable:   1 kB\n");
        AvailableMemory memory = new AvailableMemory(root);

        assertThatCode(() -> memory.require(1024, "segments")).doesNotThrowAnyException();
        assertThatThrownBy(() -> memory.require(1025, "segments"))
                .isInstanceOf(StoreException.class)
                .hasMessage("There is not enough memory for 1025 bytes of segments: 1024 bytes are available"
                        + " (MemAvailable in /proc/meminfo). Ask for less, or free memory or raise that limit.");
    }

    @Test
    void findsALimitOfThisMachine() {
        assertThat(AvailableMemory.ofThisProcess().tightest().availableBytes()).isBetween(1L << 20, 1L << 50);
    }

    private AvailableMemory.Limit limit() {
        return new AvailableMemory(root).tightest();
    }

    private void group(String directory, String limit, String usage) throws IOException {
        write(directory + "/memory.max", limit + "\n");
        write(directory + "/memory.current", usage + "\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
