package dev.dal.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

    private static final long GIB = 1L << 30;

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 16, 23})
    void comparesEveryByte(int length) {
        byte[] bytes = counting(length);
        Region region = Region.allocate(length + 3);
        region.put(3, bytes);

        assertThat(region.holds(3, bytes)).isTrue();
        for (int i = 0; i < length; i++) {
            region.putByte(3 + i, (byte) -1);
            assertThat(region.holds(3, bytes)).as("byte %d", i).isFalse();
            region.putByte(3 + i, bytes[i]);
        }
        assertThatThrownBy(() -> region.holds(4, bytes))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("offset=4 length=" + length + " capacity=" + (length + 3));
    }

    @Test
    void bytesAreCopiedAndComparedAcrossWindows() {
        byte[] bytes = counting(100);
        Region region = Region.allocate(2 * GIB + 200);
        for (long offset : new long[] {GIB - 3, GIB, 2 * GIB - 50, 2 * GIB + 100}) {
            region.put(offset, bytes);
            assertThat(region.bytes(offset, 100)).isEqualTo(bytes);
            assertThat(region.holds(offset, bytes)).isTrue();

            region.put(17, region, offset, 100);
            assertThat(region.bytes(17, 100)).isEqualTo(bytes);
            region.clear(offset + 1, 98);
            assertThat(region.getByte(offset)).isEqualTo((byte) 1);
            assertThat(region.bytes(offset + 1, 98)).containsOnly(0);
            assertThat(region.getByte(offset + 99)).isEqualTo((byte) 100);
            assertThat(region.holds(offset, bytes)).isFalse();
        }
    }

    @Test
    void closedRegionsAreNotCompared() {
        Lifetime lifetime = Lifetime.unbounded();
        Region region = Region.allocate(8).withLifetime(lifetime);
        lifetime.end();

        assertThatThrownBy(() -> region.holds(0, new byte[8])).isInstanceOf(IllegalStateException.class);
    }
}
