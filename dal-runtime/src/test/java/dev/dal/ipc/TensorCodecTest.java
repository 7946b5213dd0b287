package dev.dal.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.memory.Region;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Tensor;
import org.apache.arrow.flatbuf.TensorDim;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorCodecTest {

    private static final ArrowType INT64 = new ArrowType.Int(64, true);
    private static final ArrowType INT32 = new ArrowType.Int(32, true);
    private static final ArrowType INT8 = new ArrowType.Int(8, true);
    private static final ArrowType FLOAT32 = new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
    private static final ArrowType FLOAT64 = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);

    private static StoredTensor fixture(String name) {
        return TensorCodec.read(Bytes.region(Bytes.fixture(name + ".tensor")));
    }

    @Test
    void pyarrowsRowMajorTensorIsRead() {
        Region region = Bytes.region(Bytes.fixture("int64_2x3.tensor"));
        StoredTensor tensor = TensorCodec.read(region);

        assertThat(tensor.elementType()).isEqualTo(INT64);
        assertThat(tensor.shape()).containsExactly(2, 3);
        assertThat(tensor.strides()).containsExactly(24, 8);
        assertThat(tensor.dimensionNames()).containsExactly("i", "j");
        assertThat(tensor.bodyOffset()).isEqualTo(256);
        assertThat(tensor.bodyLength()).isEqualTo(48);
        assertThat(IntStream.range(0, 6).mapToLong(i -> region.getLong(256 + 8L * i)))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void pyarrowsScalarIsRead() {
        StoredTensor tensor = fixture("float64_scalar");

        assertThat(tensor.elementType()).isEqualTo(FLOAT64);
        assertThat(tensor.shape()).isEmpty();
        assertThat(tensor.strides()).isEmpty();
        assertThat(tensor.dimensionNames()).isEmpty();
        assertThat(tensor.bodyOffset()).isEqualTo(192);
        assertThat(tensor.bodyLength()).isEqualTo(8);
    }

    @Test
    void pyarrowsEmptyTensorsAreReadWhateverTheirStrides() {
        StoredTensor vector = fixture("int8_empty");
        assertThat(vector.shape()).containsExactly(0);
        assertThat(vector.bodyLength()).isZero();

        StoredTensor matrix = fixture("float64_0x3");
        assertThat(matrix.shape()).containsExactly(0, 3);
        assertThat(matrix.strides()).containsExactly(24, 8);
        assertThat(matrix.dimensionNames()).containsExactly("", "");
    }

    @Test
    void pyarrowsOtherLayoutsAreRead() {
        StoredTensor columnMajor = fixture("int32_column_major");
        assertThat(columnMajor.elementType()).isEqualTo(INT32);
        assertThat(columnMajor.strides()).containsExactly(4, 8);
        assertThat(columnMajor.dimensionNames()).containsExactly("i", "j");

        StoredTensor sliced = fixture("int32_sliced");
        assertThat(sliced.shape()).containsExactly(2, 3);
        assertThat(sliced.strides()).containsExactly(12, 4);
        assertThat(sliced.dimensionNames()).containsExactly("", "");

        assertThat(fixture("complex64_2x2").dimensionNames()).containsExactly("a", "b", "complex");
        assertThat(fixture("int16_rank8").shape()).hasSize(8).containsOnly(2);
    }

    @ParameterizedTest
    @CsvSource({
        "int8_3,8,true",
        "int16_3,16,true",
        "int32_3,32,true",
        "int64_3,64,true",
        "uint8_3,8,false",
        "uint16_3,16,false",
        "uint32_3,32,false",
        "uint64_3,64,false",
        "bool_3,8,false"
    })
    void pyarrowsIntegersAreRead(String name, int bits, boolean signed) {
        assertThat(fixture(name).elementType()).isEqualTo(new ArrowType.Int(bits, signed));
        assertThat(fixture(name).bodyLength()).isEqualTo(3L * bits / 8);
    }

    @ParameterizedTest
    @CsvSource({"float16_3,HALF", "float32_3,SINGLE", "float64_3,DOUBLE"})
    void pyarrowsRealsAreRead(String name, FloatingPointPrecision precision) {
        assertThat(fixture(name).elementType()).isEqualTo(new ArrowType.FloatingPoint(precision));
    }

    /** The vectors of dal-format.md section 7: same lengths as pyarrow's, same content when decoded. */
    @Test
    void headersAreLaidOutAsPyarrowDoes() {
        assertVector(TensorHeader.of(INT64, new long[] {2, 3}, List.of("i", "j")), 0xf8, 304);
        assertVector(TensorHeader.of(FLOAT64, new long[0], List.of()), 0xb8, 200);
        assertVector(TensorHeader.of(INT8, new long[] {0}, List.of("")), 0xb8, 192);
        assertVector(TensorHeader.of(FLOAT32, new long[] {2, 2, 2}, List.of("a", "b", "complex")), 0x138, 352);
    }

    private static void assertVector(TensorHeader header, int metadataBytes, int sizeBytes) {
        assertThat(header.sizeBytes()).isEqualTo(sizeBytes);
        assertThat(header.bodyOffset()).isEqualTo(metadataBytes + 8L);
        Region region = Region.allocate(sizeBytes);
        header.writeTo(region, 0);
        assertThat(region.getInt(4)).isEqualTo(metadataBytes);
    }

    @Test
    void whatIsWrittenIsRead() {
        for (int rank = 0; rank <= 9; rank++) {
            long[] shape = IntStream.range(0, rank).mapToLong(i -> 2 + i % 2).toArray();
            List<String> names =
                    IntStream.range(0, rank).mapToObj(i -> "dimension_" + i).toList();
            StoredTensor tensor = roundTrip(TensorHeader.of(INT32, shape, names));

            assertThat(tensor.elementType()).isEqualTo(INT32);
            assertThat(tensor.shape()).containsExactly(shape);
            assertThat(tensor.dimensionNames()).containsExactlyElementsOf(names);
            assertThat(tensor.strides()).containsExactly(TensorElements.rowMajorStrides(shape, 4));
            assertThat(tensor.bodyOffset() % 64).isZero();
        }
    }

    @Test
    void dimensionsOfLengthZeroSurvive() {
        StoredTensor tensor =
                roundTrip(TensorHeader.of(INT8, new long[] {3, 0, Long.MAX_VALUE / 3}, List.of("", "", "")));

        assertThat(tensor.shape()).containsExactly(3, 0, Long.MAX_VALUE / 3);
        assertThat(tensor.bodyLength()).isZero();
    }

    private static StoredTensor roundTrip(TensorHeader header) {
        Region region = Region.allocate(header.sizeBytes() + 100);
        header.writeTo(region, 0);
        return TensorCodec.read(region);
    }

    @Test
    void aHeaderCanBeWrittenAnywhereAndAgain() {
        TensorHeader header = TensorHeader.of(INT8, new long[] {5}, List.of("i"));
        Region region = Region.allocate(2 * 256);
        header.writeTo(region, 0);
        header.writeTo(region, 256);

        assertThat(region.bytes(256, 192)).isEqualTo(region.bytes(0, 192));
        assertThatThrownBy(() -> header.writeTo(region, 512 - 192))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("offset=320 length=197 capacity=512");
    }

    @Test
    void impossibleTensorsAreNotPrepared() {
        assertNotPrepared(ArrowType.Utf8.INSTANCE, new long[] {1}, List.of(""), "Elements of a tensor: found Utf8");
        assertNotPrepared(new ArrowType.Int(12, true), new long[] {1}, List.of(""), "Elements of a tensor");
        assertNotPrepared(INT8, new long[] {-1}, List.of(""), "Length of a dimension: found -1; expected 0 or more");
        assertNotPrepared(INT8, new long[] {1}, List.of(), "Names of dimensions: found 0 []; expected 1");
        assertNotPrepared(INT8, new long[10], List.of(), "found 10; expected at most 9");
        assertNotPrepared(INT32, new long[] {1L << 61}, List.of(""), "more than 2^63 - 1 bytes");
        assertThat(TensorElements.totalBytes(new long[] {(1L << 61) - 1}, 4)).isEqualTo(Long.MAX_VALUE - 3);
        assertNotPrepared(INT8, new long[] {1L << 32, 0, 1L << 32}, List.of("", "", ""), "more than 2^63 - 1 bytes");
    }

    private static void assertNotPrepared(ArrowType type, long[] shape, List<String> names, String message) {
        assertThatThrownBy(() -> TensorHeader.of(type, shape, names))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void bytesAfterTheMessageAreIgnored() {
        byte[] message = Bytes.fixture("int64_2x3.tensor");
        Region region = Region.allocate(1_000);
        region.put(0, message);

        assertThat(TensorCodec.read(region).bodyLength()).isEqualTo(48);
    }

    @Test
    void truncationIsRefused() {
        for (String name : List.of("int64_2x3", "int32_column_major", "float64_scalar", "int8_empty")) {
            byte[] good = Bytes.fixture(name + ".tensor");
            Bytes.assertTruncationIsRefused(good, good.length, TensorCodec::read);
        }
    }

    @Test
    void corruptionIsHarmless() {
        for (String name : List.of("int64_2x3", "complex64_2x2", "int16_rank8")) {
            Bytes.assertCorruptionIsHarmless(Bytes.fixture(name + ".tensor"), region -> {
                StoredTensor tensor = TensorCodec.read(region);
                assertThat(tensor.bodyOffset() + tensor.bodyLength()).isBetween(0L, region.length());
                assertThat(lastByte(tensor)).isLessThanOrEqualTo(tensor.bodyLength());
            });
        }
    }

    private static long lastByte(StoredTensor tensor) {
        long[] shape = tensor.shape();
        long last = TensorElements.widthBytes(tensor.elementType());
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 0) {
                return 0;
            }
            last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, tensor.strides()[i]));
        }
        return last;
    }

    @Test
    void missingStridesMeanRowMajor() {
        assertThat(TensorCodec.read(message(new long[] {2, 3}, null, 0, 24)).strides())
                .containsExactly(12, 4);
    }

    @Test
    void everyElementMustBeInTheBody() {
        assertReadable(new long[] {2, 3}, new long[] {12, 4}, 0, 24);
        assertRefused(new long[] {2, 3}, new long[] {12, 4}, 0, 23, "found 23 bytes; expected enough for shape [2, 3]");
        assertReadable(new long[] {2, 3}, new long[] {4, 40}, 0, 88);
        assertRefused(new long[] {2, 3}, new long[] {4, 40}, 0, 87, "found 87 bytes");
        assertReadable(new long[] {2, 3}, new long[] {0, 0}, 0, 4);
        assertRefused(new long[] {2, 3}, new long[] {0, 0}, 0, 3, "found 3 bytes");
        assertReadable(new long[] {1, 3}, new long[] {Long.MAX_VALUE, 4}, 0, 12);
        assertReadable(new long[] {0, 3}, new long[] {-7, 5}, 0, 0);
    }

    @Test
    void theDataMustBeInTheBody() {
        assertReadable(new long[] {2}, new long[] {4}, 8, 8);
        assertRefused(new long[] {2}, new long[] {4}, -8, 8, "offset -8 and length 8");
        assertRefused(
                new long[] {2}, new long[] {4}, 4, 8, "Offset of the elements: found 4; expected a multiple of 8");
    }

    @Test
    void sumsCannotOverflow() {
        assertRefused(new long[] {3}, new long[] {Long.MAX_VALUE - 3}, 0, 24, "found 24 bytes");
        assertRefused(new long[] {1L << 32, 2}, new long[] {1L << 32, 4}, 0, 24, "found 24 bytes");
        assertRefused(new long[] {1L << 40, 1L << 40}, new long[] {0, 0}, 0, 24, "more than 2^63 - 1 bytes");
        assertRefused(new long[] {Long.MAX_VALUE}, new long[] {4}, 0, 24, "more than 2^63 - 1 bytes");
    }

    @Test
    void unsupportedStridesAreNamed() {
        assertRefused(new long[] {2}, new long[] {-4}, 0, 8, "Stride of dimension 0: found -4; expected 0 or more");
        assertRefused(new long[] {2}, new long[] {6}, 0, 16, "found 6; expected a multiple of the width 4");
        assertRefused(new long[] {2}, new long[] {4, 4}, 0, 8, "Strides of the tensor: found 2; expected 1");
    }

    private static void assertReadable(long[] shape, long[] strides, long offset, long length) {
        assertThatCode(() -> TensorCodec.read(message(shape, strides, offset, length)))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(long[] shape, long[] strides, long offset, long length, String message) {
        assertThatThrownBy(() -> TensorCodec.read(message(shape, strides, offset, length)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }

    /** An int32 tensor as a foreign writer might describe it. */
    private static Region message(long[] shape, long[] strides, long dataOffset, long dataLength) {
        return message(MessageHeader.Tensor, dataLength + Math.max(0, dataOffset), builder -> {
            int[] dimensions = new int[shape.length];
            for (int i = 0; i < shape.length; i++) {
                dimensions[i] = TensorDim.createTensorDim(builder, shape[i], 0);
            }
            int type = INT32.getType(builder);
            int shapeVector = Tensor.createShapeVector(builder, dimensions);
            int stridesVector = strides == null ? 0 : Tensor.createStridesVector(builder, strides);
            Tensor.startTensor(builder);
            Tensor.addTypeType(builder, Type.Int);
            Tensor.addType(builder, type);
            Tensor.addShape(builder, shapeVector);
            if (strides != null) {
                Tensor.addStrides(builder, stridesVector);
            }
            Tensor.addData(builder, Buffer.createBuffer(builder, dataOffset, dataLength));
            return Tensor.endTensor(builder);
        });
    }

    private static Region message(byte type, long bodyLength, ToIntFunction<FlatBufferBuilder> header) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        MessageFraming.finish(builder, type, header.applyAsInt(builder), bodyLength);
        byte[] frame = MessageFraming.frame(builder, 64);
        Region region = Region.allocate(frame.length + bodyLength);
        region.put(0, frame);
        return region;
    }

    @Test
    void otherMessagesAreRefusedByName() {
        IntFunction<Region> emptyMessage = type -> message((byte) type, 0, builder -> {
            int shape = Tensor.createShapeVector(builder, new int[0]);
            int elements = ArrowType.Utf8.INSTANCE.getType(builder);
            Tensor.startTensor(builder);
            Tensor.addTypeType(builder, Type.Utf8);
            Tensor.addType(builder, elements);
            Tensor.addShape(builder, shape);
            Tensor.addData(builder, Buffer.createBuffer(builder, 0, 0));
            return Tensor.endTensor(builder);
        });
        assertThatThrownBy(() -> TensorCodec.read(emptyMessage.apply(MessageHeader.SparseTensor)))
                .isInstanceOf(FormatException.class)
                .hasMessage("Message: found a SparseTensor; expected a Tensor.");
        assertThatThrownBy(() -> TensorCodec.read(emptyMessage.apply(42)))
                .isInstanceOf(FormatException.class)
                .hasMessage("Message: found a header of unknown type 42; expected a Tensor.");
        assertThatThrownBy(() -> TensorCodec.read(emptyMessage.apply(MessageHeader.Tensor)))
                .isInstanceOf(FormatException.class)
                .hasMessage("Elements of the tensor: found Utf8; expected integers or floating point numbers.");
        assertThatThrownBy(() -> TensorCodec.read(Bytes.region(SchemaCodec.encodeAll(List.of()))))
                .isInstanceOf(FormatException.class)
                .hasMessage("Message: found the end of a stream; expected a Tensor.");
    }
}
