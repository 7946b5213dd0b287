package dev.dal.store.memory;

import static dev.dal.testing.ProcessResources.closesOnExec;
import static dev.dal.testing.ProcessResources.descriptors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.StoreException;
import dev.dal.store.memory.MappedSegment.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedMemoryTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 4095, 4096, 4097})
    void usableLengthIsWholePagesAndTheFileEightBytesLonger(long wanted) {
        long pages = (wanted + NativeMemory.PAGE_BYTES - 1) / NativeMemory.PAGE_BYTES;
        try (SharedMemory memory = SharedMemory.create("dal-length", wanted, true)) {
            assertThat(memory.usableBytes()).isEqualTo(pages * NativeMemory.PAGE_BYTES);
            assertThat(memory.announcedBytes()).isEqualTo(memory.usableBytes() + 8);
            assertThat(LibC.CALLS.lseek(memory.fd(), 0, LibC.SEEK_END)).isEqualTo(memory.announcedBytes());
        }
    }

    @Test
    void nobodyCanChangeTheSize() {
        try (SharedMemory memory = SharedMemory.create("dal-sealed", 4096, false)) {
            assertThat(LibC.CALLS.ftruncate(memory.fd(), 0)).isEqualTo(-1);
            assertThat(LibC.failure("Shrinking")).hasMessageContaining("Operation not permitted");
            assertThat(LibC.CALLS.ftruncate(memory.fd(), 1 << 20)).isEqualTo(-1);
        }
    }

    @Test
    void descriptorsCloseOnExec() {
        try (SharedMemory memory = SharedMemory.create("dal-cloexec", 4096, false)) {
            int copy = memory.duplicate();
            int readOnly = memory.duplicateReadOnly();
            try {
                assertThat(closesOnExec(memory.fd())).isTrue();
                assertThat(closesOnExec(copy)).isTrue();
                assertThat(closesOnExec(readOnly)).isTrue();
            } finally {
                LibC.CALLS.close(copy);
                LibC.CALLS.close(readOnly);
            }
        }
    }

    @Test
    void adoptedMemoryIsTheSame() {
        try (SharedMemory made = SharedMemory.create("dal-adopted", 4096, true);
                SharedMemory adopted = SharedMemory.adopt(made.duplicate(), 4096)) {
            region(made, Access.READ_WRITE).putInt(0, 77);
            assertThat(region(adopted, Access.READ_ONLY).getInt(0)).isEqualTo(77);
        }
    }

    @Test
    void aFileThatIsTooShortIsNotAdoptedAndItsDescriptorClosed() {
        try (SharedMemory made = SharedMemory.create("dal-short", 4096, false)) {
            long before = descriptors();
            assertThatThrownBy(() -> SharedMemory.adopt(made.duplicate(), 4105))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "A segment of shared memory is announced with 4105 usable bytes, but its file has 4104.");
            assertThatThrownBy(() -> SharedMemory.adopt(made.duplicate(), -1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(descriptors()).isEqualTo(before);
        }
    }

    @Test
    void readOnlyDescriptorsCannotBeMappedForWriting() {
        try (SharedMemory made = SharedMemory.create("dal-read-only", 4096, false);
                SharedMemory readOnly = SharedMemory.adopt(made.duplicateReadOnly(), 4096)) {
            region(made, Access.READ_WRITE).putInt(0, 5);
            assertThat(region(readOnly, Access.READ_ONLY).getInt(0)).isEqualTo(5);
            assertThatThrownBy(() -> readOnly.map(Access.READ_WRITE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Permission denied");
        }
    }

    @Test
    void discardedPagesReadZeroThroughEveryMapping() {
        try (SharedMemory memory = SharedMemory.create("dal-discard", 1 << 20, true)) {
            Region region = region(memory, Access.READ_WRITE);
            region.putLong(1 << 19, -1);

            memory.discard();

            assertThat(region.getLong(1 << 19)).isZero();
        }
    }

    @Test
    void moreThanTheMachineHasIsRefusedBeforeItIsTaken() {
        long before = descriptors();
        assertThatThrownBy(() -> SharedMemory.create("dal-huge", 1L << 50, true))
                .isInstanceOf(StoreException.class)
                .hasMessageMatching("There is not enough memory for 1125899906842624 bytes of shared memory: "
                        + "[0-9]+ bytes are available \\(.+\\)\\. Ask for less, or free memory or raise that limit\\.");
        assertThat(descriptors()).isEqualTo(before);
    }

    @Test
    void closingTwiceIsHarmlessAndUseAfterwardsAnError() {
        SharedMemory memory = SharedMemory.create("dal-closed", 4096, false);
        memory.close();
        memory.close();
        assertThatThrownBy(memory::duplicate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This shared memory is closed.");
        assertThatThrownBy(() -> SharedMemory.create("dal-none", 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("length=0 expected=1..");
    }

    private static Region region(SharedMemory memory, Access access) {
        return memory.map(access).region(0, memory.usableBytes(), Lifetime.unbounded());
    }
}
