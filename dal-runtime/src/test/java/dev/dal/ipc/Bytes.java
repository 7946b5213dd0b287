package dev.dal.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.dal.store.memory.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/** Bytes for tests: fixtures, and good bytes made bad. */
final class Bytes {

    private Bytes() {}

    /** A file that pyarrow wrote; see make_fixtures.py beside it. */
    static byte[] fixture(String name) {
        try (InputStream in = Bytes.class.getResourceAsStream("pyarrow11/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory of these files. */
    static Path fixtures() {
        try {
            return Path.of(Objects.requireNonNull(Bytes.class.getResource("pyarrow11/"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static Region region(byte[] bytes) {
        Region region = Region.allocate(bytes.length);
        region.put(0, bytes);
        return region.asReadOnly();
    }

    /** Every beginning of the bytes that is shorter than {@code needed} must be refused as malformed. */
    static void assertTruncationIsRefused(byte[] good, int needed, Consumer<Region> reader) {
        for (int length = 0; length < needed; length++) {
            Region cut = region(Arrays.copyOf(good, length));
            assertThatThrownBy(() -> reader.accept(cut))
                    .as("cut to %d of %d bytes", length, good.length)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("expected");
        }
    }

    /** Whatever byte is changed, reading must work or end with a FormatException, nothing else. */
    static void assertCorruptionIsHarmless(byte[] good, Consumer<Region> reader) {
        Region region = Region.allocate(good.length);
        int[] changes = {0x01, 0x08, 0x80, 0xff};
        for (int i = 0; i < good.length; i++) {
            for (int change : changes) {
                region.put(0, good);
                region.putByte(i, (byte) (good[i] ^ change));
                readOrRefuse(region, reader, "byte " + i + " changed by " + change);
            }
        }
        Random random = new Random(20_240_101);
        for (int round = 0; round < 3_000; round++) {
            region.put(0, good);
            for (int n = random.nextInt(8); n >= 0; n--) {
                int value = random.nextBoolean() ? random.nextInt() : random.nextInt(64);
                region.putInt(random.nextInt(good.length - 3), value);
            }
            readOrRefuse(region, reader, "round " + round);
        }
    }

    private static void readOrRefuse(Region region, Consumer<Region> reader, String what) {
        try {
            reader.accept(region);
        } catch (FormatException expected) {
            assertThat(expected).hasMessageMatching("(?s).*(expected|alformed|UTF-8).*");
        } catch (RuntimeException | StackOverflowError e) {
            fail(what, e);
        }
    }
}
