package dev.dal.store.memory;

import static dev.dal.testing.ProcessResources.afterCollecting;
import static dev.dal.testing.ProcessResources.mappings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.StoreException;
import dev.dal.store.memory.MappedSegment.Access;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedSegmentTest {

    private static final long GIB = 1L << 30;

    @Test
    void mappingsOfOneMemoryShowTheSameBytes() {
        try (SharedMemory memory = SharedMemory.create("dal-two-views", 8192, true)) {
            Region written = region(memory.map(Access.READ_WRITE));
            Region read = region(memory.map(Access.READ_ONLY));

            written.putLong(4096, 42);

            assertThat(read.getLong(4096)).isEqualTo(42);
            assertThat(read.isWritable()).isFalse();
            assertThatThrownBy(() -> read.putByte(0, (byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
        }
    }

    @Test
    void everyByteOfALongSegmentIsReachable() {
        long length = 3 * GIB + 4096;
        try (SharedMemory memory = SharedMemory.create("dal-long", length, false)) {
            Region written = region(memory.map(Access.READ_WRITE));
            Region read = region(memory.map(Access.READ_ONLY));
            for (long offset : new long[] {0, GIB - 4, GIB, 2 * GIB - 4, 2 * GIB, 3 * GIB - 3, length - 8}) {
                written.putLong(offset, offset + 1);
                assertThat(read.getLong(offset)).as("offset %d", offset).isEqualTo(offset + 1);
                assertThat(read.slice(offset, 8).getLong(0)).isEqualTo(offset + 1);
            }
            assertThatThrownBy(() -> read.getLong(length - 7)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Region.WINDOW_BYTES - 1L, Region.WINDOW_BYTES, Region.WINDOW_BYTES + 1L, 2 * GIB})
    void regionsMayLieAcrossWindows(long length) {
        try (SharedMemory memory = SharedMemory.create("dal-across", 4 * GIB, false)) {
            MappedSegment segment = memory.map(Access.READ_WRITE);
            Region part = segment.region(GIB - 64, length, Lifetime.unbounded());

            part.putByte(0, (byte) 1);
            part.putByte(length - 1, (byte) 2);

            Region all = region(segment);
            assertThat(all.getByte(GIB - 64)).isEqualTo((byte) 1);
            assertThat(all.getByte(GIB - 64 + length - 1)).isEqualTo((byte) 2);
            assertThatThrownBy(() -> part.getByte(length)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void isUnmappedWhenNothingOfItIsReachable() {
        String name = "dal-unmapped";
        try (SharedMemory memory = SharedMemory.create(name, 3 * GIB, false)) {
            assertMapsOnce(memory, name);
        }
        assertThat(afterCollecting(() -> mappings(name) == 0)).isTrue();
    }

    @Test
    void staysMappedWhileASliceIsReachable() {
        String name = "dal-kept-by-slice";
        Region slice = sliceOfLastWindow(name);

        assertThat(afterCollecting(new CollectedSentinel())).isTrue();

        assertThat(mappings(name)).isEqualTo(1);
        assertThat(slice.getLong(8)).isEqualTo(7);
        Reference.reachabilityFence(slice);
    }

    @Test
    void staysMappedWhileAnExportedBufferIsReachable() {
        String name = "dal-kept-by-export";
        ByteBuffer derived = sliceOfLastWindow(name).export(0, 16).slice(8, 8).duplicate();

        assertThat(afterCollecting(new CollectedSentinel())).isTrue();

        assertThat(mappings(name)).isEqualTo(1);
        assertThat(derived.get(0)).isEqualTo((byte) 7);
        Reference.reachabilityFence(derived);
    }

    @Test
    void longPrivateMemoryIsZeroedAndWritable() {
        Region region = Region.allocate(Region.WINDOW_BYTES + 1L);

        assertThat(region.length()).isEqualTo(Region.WINDOW_BYTES + 1L);
        assertThat(region.getByte(Region.WINDOW_BYTES)).isZero();
        region.putByte(Region.WINDOW_BYTES, (byte) 9);
        assertThat(region.getByte(Region.WINDOW_BYTES)).isEqualTo((byte) 9);
    }

    @Test
    void privateMemoryBeyondWhatThereIsIsRefused() {
        assertThatThrownBy(() -> MappedSegment.anonymous(1L << 50))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("There is not enough memory for 1125899906842624 bytes of private memory: ");
    }

    @Test
    void illegalLengthsAndDescriptorsAreRefused() {
        assertThatThrownBy(() -> MappedSegment.map(0, 0, Access.READ_ONLY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("length=0 expected=1..");
        assertThatThrownBy(() -> MappedSegment.map(-1, 4096, Access.READ_ONLY))
                .isInstanceOf(StoreException.class)
                .hasMessage("Mapping 4096 bytes (READ_ONLY, descriptor -1) failed: Bad file descriptor (error 9).");
    }

    private static void assertMapsOnce(SharedMemory memory, String name) {
        Region whole = region(memory.map(Access.READ_WRITE));
        assertThat(mappings(name)).isEqualTo(1);
        assertThat(whole.length()).isEqualTo(3 * GIB);
    }

    private static Region sliceOfLastWindow(String name) {
        try (SharedMemory memory = SharedMemory.create(name, 2 * GIB, false)) {
            Region slice = region(memory.map(Access.READ_WRITE)).slice(GIB + 4096, 64);
            slice.putLong(8, 7);
            return slice;
        }
    }

    private static Region region(MappedSegment segment) {
        return segment.region(0, segment.lengthBytes(), Lifetime.unbounded());
    }

    /** True once an object that nobody holds was collected. */
    private static final class CollectedSentinel implements BooleanSupplier {
        private final WeakReference<Object> sentinel = new WeakReference<>(new Object());

        @Override
        public boolean getAsBoolean() {
            return sentinel.refersTo(null);
        }
    }
}
