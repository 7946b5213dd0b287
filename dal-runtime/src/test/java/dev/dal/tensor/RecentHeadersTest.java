package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.ipc.FormatException;
import dev.dal.ipc.StoredTensor;
import dev.dal.ipc.TensorCodec;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Headers that were written or decoded before are used again, and only where that is right. */
class RecentHeadersTest {

    private static Region written(long... lengths) {
        LongTensor source = LongTensor.zeros(Shape.of(lengths));
        for (long i = 0; i < source.elementCount(); i++) {
            source.setAt(i, 1000 + i);
        }
        List<String> names = List.of("i", "j", "k").subList(0, lengths.length);
        TensorMessage<LongTensor> message = TensorMessage.of(LongTensor.TYPE, source.shape(), names);
        Region object = Region.allocate(message.sizeBytes());
        message.writeTo(object, source);
        return object;
    }

    @Test
    void messagesArePreparedOnce() {
        Shape shape = Shape.of(77, 3);
        TensorMessage<LongTensor> first = TensorMessage.of(LongTensor.TYPE, shape, List.of("i", "j"));

        assertThat(TensorMessage.of(LongTensor.TYPE, Shape.of(77, 3), Arrays.asList("i", "j")))
                .isSameAs(first);
        assertThat(TensorMessage.of(LongTensor.UINT64, shape, List.of("i", "j")))
                .isNotSameAs(first);
        assertThat(TensorMessage.of(LongTensor.TYPE, Shape.of(3, 77), List.of("i", "j")))
                .isNotSameAs(first);
        assertThat(TensorMessage.of(LongTensor.TYPE, shape, List.of("i", "k"))).isNotSameAs(first);
        assertThatThrownBy(() -> TensorMessage.of(LongTensor.TYPE, shape, List.of("i")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Names of dimensions of shape (77, 3): found [i]; expected 2.");
    }

    @Test
    void namesAreKeptAsTheyWere() {
        String[] names = {"a"};
        TensorMessage<LongTensor> first = TensorMessage.of(LongTensor.TYPE, Shape.of(78), Arrays.asList(names));
        names[0] = "b";

        TensorMessage<LongTensor> second = TensorMessage.of(LongTensor.TYPE, Shape.of(78), List.of("b"));

        assertThat(second).isNotSameAs(first);
        Region object = Region.allocate(second.sizeBytes());
        second.writeTo(object);
        assertThat(TensorCodec.read(object).dimensionNames()).containsExactly("b");
    }

    @Test
    void moreShapesThanAreKeptAreWrittenAndReadInTurn() {
        for (int round = 0; round < 3; round++) {
            for (int length = 0; length < 2 * Recent.CAPACITY; length++) {
                LongTensor read = TensorReader.read(LongTensor.TYPE, List.of("i"), written(length));

                assertThat(read.toArray()).containsExactly(expected(length));
            }
        }
    }

    private static long[] expected(int length) {
        return IntStream.range(0, length).mapToLong(i -> 1000 + i).toArray();
    }

    @Test
    void longHeadersAreNotKept() {
        List<String> names = List.of("n".repeat(Recent.MAX_HEADER_BYTES));
        TensorMessage<LongTensor> message = TensorMessage.of(LongTensor.TYPE, Shape.of(2), names);
        Region object = Region.allocate(message.sizeBytes());
        message.writeTo(object, LongTensor.of(7, 8));

        assertThat(TensorMessage.of(LongTensor.TYPE, Shape.of(2), names)).isNotSameAs(message);
        assertThat(TensorReader.read(LongTensor.TYPE, object).toArray()).containsExactly(7, 8);
        assertThat(TensorReader.read(LongTensor.TYPE, object).toArray()).containsExactly(7, 8);
    }

    @Test
    void knownHeadersOfShorterObjectsAreRefused() {
        Region object = written(5);
        assertThat(TensorReader.read(LongTensor.TYPE, object).get(4)).isEqualTo(1004);
        assertThat(TensorReader.readAny(object).elementCount()).isEqualTo(5);

        for (long length = 0; length < object.length(); length++) {
            Region shorter = object.slice(0, length);
            assertThatThrownBy(() -> TensorReader.read(LongTensor.TYPE, shorter))
                    .as("%d bytes", length)
                    .isInstanceOf(FormatException.class);
            assertThatThrownBy(() -> TensorReader.readAny(shorter))
                    .as("%d bytes", length)
                    .isInstanceOf(FormatException.class);
        }
        assertThatThrownBy(() -> TensorReader.read(LongTensor.TYPE, object.slice(0, object.length() - 1)))
                .hasMessageContaining("Body length of the Tensor message: found 40; expected 0 to 39");
    }

    @Test
    void longerObjectsAreReadByKnownHeaders() {
        Region object = written(5);
        Region longer = Region.allocate(object.length() + 100);
        longer.put(0, object, 0, object.length());

        assertThat(TensorReader.read(LongTensor.TYPE, object).toArray()).containsExactly(expected(5));
        assertThat(TensorReader.read(LongTensor.TYPE, longer).toArray()).containsExactly(expected(5));
    }

    @Test
    void whatDiffersByAnyBitIsDecodedByItself() {
        Region object = written(4, 3);
        long header = TensorCodec.read(object).headerBytes();
        for (long offset = 0; offset < header; offset++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                assertThat(outcome(object)).startsWith("int64 (4, 3)");
                byte before = object.getByte(offset);
                object.putByte(offset, (byte) (before ^ 1 << bit));

                assertThat(outcome(object)).as("byte %d, bit %d", offset, bit).isEqualTo(decodedAnew(object));
                object.putByte(offset, before);
            }
        }
    }

    private static String outcome(Region object) {
        try {
            return TensorReader.readAny(object).toString();
        } catch (FormatException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String decodedAnew(Region object) {
        try {
            StoredTensor stored = TensorCodec.read(object);
            ElementType type = ElementType.ofStored(stored.elementType());
            Layout layout = Layout.of(Shape.stored(stored.shape()), stored.strides(), type.unitBytes());
            Region body = object.slice(stored.bodyOffset(), stored.bodyLength());
            return TensorType.of(type).wrap(body, layout).toString();
        } catch (FormatException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void typesAndRanksAreCheckedForKnownHeadersToo() {
        Region object = written(2, 2);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> TensorReader.read(DoubleTensor.TYPE, List.of("i", "j"), object))
                    .isInstanceOf(FormatException.class)
                    .hasMessage("Tensor: expected float64 of rank 2 (i, j) but found int64 of rank 2 (2, 2).");
            assertThatThrownBy(() -> TensorReader.read(LongTensor.TYPE, List.of("i"), object))
                    .isInstanceOf(FormatException.class)
                    .hasMessage("Tensor: expected int64 of rank 1 (i) but found int64 of rank 2 (2, 2).");
        }
    }

    @Test
    void viewsByKnownHeadersAreOfTheirOwnObjectAndLifetime() {
        Region first = written(3);
        Lifetime ending = Lifetime.unbounded();
        Region second = written(3).withLifetime(ending);
        LongTensor before = TensorReader.read(LongTensor.TYPE, first);
        LongTensor tensor = TensorReader.read(LongTensor.TYPE, second);
        tensor.set(0, -1);
        ending.end();

        assertThat(before.toArray()).containsExactly(expected(3));
        assertThatThrownBy(() -> tensor.get(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> TensorReader.read(LongTensor.TYPE, second)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void threadsShareThem() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> tasks = IntStream.range(0, 4)
                    .mapToObj(number -> (Callable<Boolean>) () -> readsMany(number))
                    .toList();
            for (Future<Boolean> outcome : threads.invokeAll(tasks)) {
                assertThat(outcome.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean readsMany(int number) {
        for (int i = 0; i < 500; i++) {
            int length = 1 + (i * 7 + number) % (Recent.CAPACITY + 3);
            LongTensor read = TensorReader.read(LongTensor.TYPE, List.of("i"), written(length));
            assertThat(read.toArray()).containsExactly(expected(length));
        }
        return true;
    }
}
