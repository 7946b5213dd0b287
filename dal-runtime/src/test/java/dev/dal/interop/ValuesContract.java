package dev.dal.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.client.StoreClient;
import dev.dal.store.memory.Region;
import dev.dal.tensor.ElementType;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.Strides;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorType;
import dev.dal.testing.ProcessResources;
import dev.dal.value.ObjectNotAvailable;
import dev.dal.value.Tuple;
import dev.dal.value.UnsupportedValueException;
import dev.dal.value.ValueClient;
import java.lang.ref.Reference;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values that {@code PlasmaClient.put} and {@code get} of Python exchange with {@link ValueClient}. */
abstract class ValuesContract extends StoreFixture {

    private StoreClient client;
    private ValueClient values;

    ValuesContract(StoreKind kind) {
        super(kind);
    }

    @BeforeEach
    void useClient() {
        client = connection.client();
        values = ValueClient.of(client);
    }

    @Test
    void javaReadsWhatPythonPuts() {
        List<String> lines = run("write_values");
        SoftAssertions softly = new SoftAssertions();
        for (String line : lines) {
            ObjectId id = ObjectId.fromHex(line.substring(0, 40));
            softly.assertThat(ValueText.of(values.get(id, 0))).isEqualTo(line.substring(41));
        }
        softly.assertAll();
        assertThat(lines).hasSize(57);
    }

    @Test
    void pythonReadsWhatJavaPuts() {
        List<Object> written = written();
        List<ObjectId> ids = written.stream().map(values::put).toList();

        List<String> read = run("read_values", ids.toArray());

        assertThat(read).isEqualTo(written.stream().map(ValueText::of).toList());
        assertThat(values.get(ids, 0).stream().map(ValueText::of)).isEqualTo(read);
    }

    private static List<Object> written() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("b", Arrays.asList(2, Map.of("c", 1.5), null));
        map.put(3L, Tuple.of(4, new byte[] {5}));
        map.put(null, Set.of("x"));
        map.put(Tuple.of(1, 2), Map.of());
        List<Object> written = new ArrayList<>(Arrays.asList(
                null,
                true,
                false,
                (byte) -1,
                (short) 300,
                1 << 30,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                BigInteger.TEN,
                BigInteger.ONE.shiftLeft(63),
                BigInteger.ONE.shiftLeft(100).negate(),
                1.5,
                2.5f,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                "",
                "h\u00e9llo \uD83D\uDE00 \0",
                new byte[0],
                new byte[] {0, -1, 127},
                new byte[2_000_000],
                LocalDateTime.of(2020, 1, 2, 3, 4, 5, 6000),
                LocalDateTime.of(1901, 1, 1, 0, 0, 0, 999_999_000),
                List.of(),
                Collections.nCopies(20, null),
                Arrays.asList(1, 2.5, "x", new byte[] {1}, null, List.of(true)),
                Collections.nCopies(19, true),
                Tuple.of(),
                Tuple.of(1, Tuple.of("a")),
                Set.of(),
                Set.of(1, 2, 3),
                Map.of(),
                map,
                ByteBuffer.wrap(new byte[] {1, 2, 3}),
                ByteBuffer.allocateDirect(0),
                LongTensor.scalar(7),
                TensorType.of(ElementType.FLOAT64).zeros(Shape.of(2, 0, 3)),
                columnMajor(),
                Samples.tensor(LongTensor.TYPE, Shape.of(1_000_000))));
        List<Object> tensors = new ArrayList<>();
        for (ElementType type : ElementType.values()) {
            Tensor tensor = Samples.tensor(TensorType.of(type), Shape.of(3, 5));
            written.add(tensor);
            tensors.add(Map.of("t", tensor));
        }
        tensors.add(ByteBuffer.wrap(new byte[5]));
        tensors.add(Tuple.of(ByteBuffer.wrap(new byte[] {9, 8})));
        written.add(tensors);
        return written;
    }

    private static LongTensor columnMajor() {
        Region elements = Region.allocate(6 * Long.BYTES);
        for (int i = 0; i < 6; i++) {
            elements.putLong(i * (long) Long.BYTES, i);
        }
        Shape shape = Shape.of(3, 2);
        return LongTensor.TYPE.wrap(elements, shape, Strides.columnMajor(shape, Long.BYTES));
    }

    @Test
    void whatOnlyPythonCanReadIsRefusedByName() throws InterruptedException {
        List<ObjectId> ids =
                run("write_python_only").stream().map(ObjectId::fromHex).toList();
        List<String> names = List.of(
                "a Python object of type collections.OrderedDict, which only Python can read.",
                "a pickled object of type type, which only Python can read.",
                "a numpy array of type '<U2', which has no form here.",
                "a Python object of type pyarrow.Array, which only Python can read.",
                "1 sparse tensors, which have no form here.",
                "a numpy array of type '|O', which has no form here.");
        for (int i = 0; i < ids.size(); i++) {
            ObjectId id = ids.get(i);
            String name = names.get(i);
            assertThatThrownBy(() -> values.get(id, 0))
                    .isInstanceOf(UnsupportedValueException.class)
                    .hasMessageStartingWith("The object holds " + name);
            assertThat(soon(() -> info(id).refCount() == 0)).isTrue();
        }
        assertThat(ids).hasSameSizeAs(names);
    }

    @Test
    void whatIsNotThereIsNotAvailable() throws InterruptedException {
        ObjectId there = values.put("x");
        assertThat(values.get(List.of(ObjectId.random(), there), 10)).containsExactly(ObjectNotAvailable.INSTANCE, "x");
        assertThat(soon(() -> info(there).refCount() == 0)).isTrue();
    }

    @Test
    void viewsHoldTheirObjectUntilTheyAreGarbage() {
        ObjectId id = values.put(List.of(LongTensor.of(1, 2, 3)));
        ObjectId buffer = values.put(ByteBuffer.wrap(new byte[] {4}));
        assertHeld(id, buffer);
        assertThat(ProcessResources.afterCollecting(
                        () -> info(id).refCount() == 0 && info(buffer).refCount() == 0))
                .isTrue();
    }

    private void assertHeld(ObjectId id, ObjectId buffer) {
        LongTensor view = (LongTensor) ((List<?>) values.get(id, 0)).get(0);
        ByteBuffer bytes = (ByteBuffer) values.get(buffer, 0);
        assertThat(view.toArray()).containsExactly(1, 2, 3);
        assertThat(view.isWritable()).isFalse();
        assertThat(bytes.isReadOnly()).isTrue();
        assertThat(info(id).refCount()).isEqualTo(1);
        assertThat(info(buffer).refCount()).isEqualTo(1);
        Reference.reachabilityFence(view);
        Reference.reachabilityFence(bytes);
    }

    private ObjectInfo info(ObjectId id) {
        return client.list().stream()
                .filter(object -> object.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
