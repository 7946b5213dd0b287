package dev.dal.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dal.connection.Draft;
import dev.dal.connection.FormatMismatchException;
import dev.dal.connection.TensorRef;
import dev.dal.ipc.TensorCodec;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.ElementType;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorReader;
import dev.dal.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Tensors of every type, shape and layout, from each language to the other (dal-format.md section 4). */
abstract class TensorsContract extends StoreFixture {

    TensorsContract(StoreKind kind) {
        super(kind);
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LETTERS = List.of("i", "j", "k", "l", "m", "n", "o", "p");
    private static final List<Shape> SHAPES = List.of(
            Shape.scalar(),
            Shape.of(5),
            Shape.of(2, 3),
            Shape.of(2, 3, 4),
            Shape.of(1, 2, 1, 3, 1, 2, 1, 2),
            Shape.of(0),
            Shape.of(2, 0, 3));

    @Test
    void pythonReadsWhatJavaPuts() {
        List<TensorRef<?>> refs = new ArrayList<>();
        ArrayNode manifest = JSON.createArrayNode();
        for (ElementType type : ElementType.values()) {
            for (Shape shape : SHAPES) {
                List<String> letters = LETTERS.subList(0, shape.rank());
                refs.add(put(manifest, Samples.tensor(TensorType.of(type), shape), letters));
                refs.add(put(manifest, Samples.tensor(TensorType.of(type), shape), List.of()));
            }
        }
        assertThat(run("check_tensors", manifest)).containsExactly("checked " + refs.size());
        assertThat(refs).hasSize(ElementType.values().length * SHAPES.size() * 2);
        refs.forEach(TensorRef::close);
    }

    private TensorRef<?> put(ArrayNode manifest, Tensor tensor, List<String> names) {
        TensorRef<?> ref = store.putTensor(tensor, names);
        describe(manifest.addObject(), ref, tensor.shape(), names);
        return ref;
    }

    private static void describe(ObjectNode entry, TensorRef<?> ref, Shape shape, List<String> names) {
        entry.put("id", ref.id().toString());
        entry.put("type", ref.type().elementType().schemaName());
        ArrayNode lengths = entry.putArray("shape");
        for (long length : shape.lengths()) {
            lengths.add(length);
        }
        ArrayNode given = entry.putArray("names");
        (names.isEmpty() ? Collections.nCopies(shape.rank(), "") : names).forEach(given::add);
    }

    @Test
    void pythonReadsWhatJavaWritesInPlace() {
        ArrayNode manifest = JSON.createArrayNode();
        List<Draft<?>> drafts = new ArrayList<>();
        for (ElementType type : ElementType.values()) {
            Shape shape = Shape.of(3, 5);
            Draft<?> draft = store.newTensor(TensorType.of(type), shape);
            drafts.add(draft);
            Samples.fill(draft.tensor());
            describe(manifest.addObject(), draft.seal(), shape, List.of());
        }
        assertThat(run("check_tensors", manifest)).containsExactly("checked " + drafts.size());
        drafts.forEach(Draft::close);
    }

    @Test
    void javaReadsWhatPythonWrites() throws JsonProcessingException {
        List<String> manifest = run("write_tensors", prefix());
        SoftAssertions soft = new SoftAssertions();
        for (String line : manifest) {
            JsonNode entry = JSON.readTree(line);
            readAndCompare(entry, TensorType.of(ElementType.of(entry.get("type").asText())), soft);
        }
        soft.assertAll();
        assertThat(manifest).hasSize(ElementType.values().length * 27);
    }

    private <T extends Tensor> void readAndCompare(JsonNode entry, TensorType<T> type, SoftAssertions soft) {
        ObjectId id = ObjectId.fromHex(entry.get("id").asText());
        Shape shape = Shape.of(longs(entry.get("shape")));
        List<String> expected = Samples.texts(type.elementType(), shape.elementCount());
        try (TensorRef<T> ref = store.makeTensorRef(id, type, LETTERS.subList(0, shape.rank()))) {
            T tensor = ref.get(SOON);
            soft.assertThat(tensor.type()).as("type of %s", entry).isSameAs(type);
            soft.assertThat(tensor.shape()).as("shape of %s", entry).isEqualTo(shape);
            soft.assertThat(tensor.isWritable()).as("writable %s", entry).isFalse();
            soft.assertThat(longStrides(tensor))
                    .as("strides of %s", entry)
                    .isEqualTo(longStrides(shape, longs(entry.get("strides"))));
            soft.assertThat(Samples.textsByIndex(tensor))
                    .as("elements of %s", entry)
                    .isEqualTo(expected);
            soft.assertThat(Samples.textsOfArray(tensor))
                    .as("array of %s", entry)
                    .isEqualTo(expected);
            compareUntyped(entry, id, type, expected, soft);
        }
    }

    /** What the message itself says: names of dimensions, and, unless the names were dropped, the type. */
    private void compareUntyped(
            JsonNode entry, ObjectId id, TensorType<?> type, List<String> expected, SoftAssertions soft) {
        List<String> names = new ArrayList<>();
        entry.get("names").forEach(name -> names.add(name.asText()));
        try (ObjectBuffer object = connection.client().get(id, 0)) {
            assertThat(object).as("object of %s", entry).isNotNull();
            soft.assertThat(TensorCodec.read(object.data()).dimensionNames()).isEqualTo(names);
            if (type.elementType() == ElementType.BOOL
                    || (type.elementType().isComplex() && !names.contains("complex"))) {
                return;
            }
            Tensor tensor = TensorReader.readAny(object.data());
            soft.assertThat(tensor.type()).as("found type of %s", entry).isSameAs(type);
            soft.assertThat(Samples.textsByIndex(tensor))
                    .as("elements of %s", entry)
                    .isEqualTo(expected);
        }
    }

    private static long[] longs(JsonNode array) {
        long[] longs = new long[array.size()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = array.get(i).asLong();
        }
        return longs;
    }

    private static List<Long> longStrides(Tensor tensor) {
        long[] strides = new long[tensor.rank()];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = tensor.strides().bytes(i);
        }
        return longStrides(tensor.shape(), strides);
    }

    /** The strides that matter: of dimensions longer than 1 of tensors that have elements. */
    private static List<Long> longStrides(Shape shape, long[] strides) {
        List<Long> kept = new ArrayList<>();
        for (int i = 0; i < strides.length; i++) {
            if (shape.elementCount() > 0 && shape.length(i) > 1) {
                kept.add(strides[i]);
            }
        }
        return kept;
    }

    @Test
    void whatDoesNotFitIsRefusedWithWhatWasFound() throws JsonProcessingException {
        ObjectId matrix = null;
        ObjectId empty = null;
        for (String line : run("write_tensors", prefix())) {
            JsonNode entry = JSON.readTree(line);
            ObjectId id = ObjectId.fromHex(entry.get("id").asText());
            boolean wanted = entry.get("layout").asText().equals("row-major");
            if (wanted
                    && entry.get("type").asText().equals("int64")
                    && entry.get("shape").size() == 2) {
                matrix = id;
            } else if (wanted
                    && entry.get("type").asText().equals("int8")
                    && entry.get("shape").toString().equals("[0]")) {
                empty = id;
            }
        }
        assertRefused(matrix, DoubleTensor.TYPE, List.of("i", "j"), "expected float64", "found int64 of rank 2 (2, 3)");
        assertRefused(matrix, LongTensor.UINT64, List.of("i", "j"), "expected uint64", "found int64 of rank 2 (2, 3)");
        assertRefused(matrix, LongTensor.TYPE, List.of("i"), "of rank 1 (i)", "found int64 of rank 2 (2, 3)");
        assertRefused(empty, ByteTensor.BOOL, List.of("i"), "expected bool", "found int8 of rank 1 (0)");
        try (ObjectBuffer tag = connection.client().get(empty, 0)) {
            assertThat(TensorReader.read(ByteTensor.TYPE, List.of(), tag.data()).elementCount())
                    .isLessThanOrEqualTo(1);
        }
    }

    private <T extends Tensor> void assertRefused(
            ObjectId id, TensorType<T> type, List<String> names, String expected, String found) {
        try (TensorRef<T> ref = store.makeTensorRef(id, type, names)) {
            assertThatThrownBy(() -> ref.get(SOON))
                    .isInstanceOf(FormatMismatchException.class)
                    .hasMessageContaining(id.toString())
                    .hasMessageContaining(expected)
                    .hasMessageContaining(found);
        }
    }
}
