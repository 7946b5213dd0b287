package dev.dal.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.ElementType;
import dev.dal.tensor.Float16;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.ShortTensor;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Elements of tensors, the same in both languages: element k in row-major order is sample k modulo their number, as text
 * in {@code samples.json}. Of complex numbers the parts are elements, innermost.
 */
final class Samples {

    private static final JsonNode TEXTS = load();

    private Samples() {}

    private static JsonNode load() {
        try (InputStream json = Samples.class.getResourceAsStream("samples.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(json, "samples.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tensor of a shape, filled element by element. */
    static <T extends Tensor> T tensor(TensorType<T> type, Shape shape) {
        T tensor = type.zeros(shape);
        fill(tensor);
        return tensor;
    }

    /** Sets every element by its indices. */
    static void fill(Tensor tensor) {
        List<String> texts = texts(tensor.type().elementType(), tensor.elementCount());
        long[] index = new long[tensor.rank()];
        int parts = tensor.type().elementType().isComplex() ? 2 : 1;
        for (int k = 0; k < texts.size(); k += parts) {
            set(tensor, index, texts.get(k), texts.get(k + parts - 1));
            next(index, tensor.shape());
        }
    }

    /** The elements that a tensor of so many elements has, as text; two for each complex number. */
    static List<String> texts(ElementType type, long elementCount) {
        JsonNode samples = TEXTS.get(
                switch (type) {
                    case COMPLEX64 -> "float32";
                    case COMPLEX128 -> "float64";
                    default -> type.schemaName();
                });
        List<String> texts = new ArrayList<>();
        for (int k = 0; k < elementCount * (type.isComplex() ? 2 : 1); k++) {
            texts.add(samples.get(k % samples.size()).asText());
        }
        return texts;
    }

    /** The elements of a tensor as text, read one by one by their indices; two for each complex number. */
    static List<String> textsByIndex(Tensor tensor) {
        List<String> texts = new ArrayList<>();
        long[] index = new long[tensor.rank()];
        for (long k = 0; k < tensor.elementCount(); k++) {
            add(tensor, index, texts);
            next(index, tensor.shape());
        }
        return texts;
    }

    /** The elements of a tensor as text, from the array of all. */
    static List<String> textsOfArray(Tensor tensor) {
        return textsByIndex(copyThroughArray(tensor));
    }

    private static Tensor copyThroughArray(Tensor tensor) {
        if (tensor instanceof ByteTensor bytes) {
            return ByteTensor.of(bytes.type(), bytes.shape(), bytes.toArray());
        } else if (tensor instanceof ShortTensor shorts) {
            return ShortTensor.of(shorts.type(), shorts.shape(), shorts.toArray());
        } else if (tensor instanceof IntTensor ints) {
            return IntTensor.of(ints.type(), ints.shape(), ints.toArray());
        } else if (tensor instanceof LongTensor longs) {
            return LongTensor.of(longs.type(), longs.shape(), longs.toArray());
        } else if (tensor instanceof FloatTensor floats) {
            return FloatTensor.of(floats.shape(), floats.toArray());
        } else if (tensor instanceof DoubleTensor doubles) {
            return DoubleTensor.of(doubles.shape(), doubles.toArray());
        } else if (tensor instanceof Complex64Tensor complex) {
            return Complex64Tensor.of(complex.shape(), complex.toArray());
        }
        Complex128Tensor complex = (Complex128Tensor) tensor;
        return Complex128Tensor.of(complex.shape(), complex.toArray());
    }

    private static void next(long[] index, Shape shape) {
        for (int dimension = index.length - 1; dimension >= 0; dimension--) {
            index[dimension]++;
            if (index[dimension] < shape.length(dimension)) {
                return;
            }
            index[dimension] = 0;
        }
    }

    private static void set(Tensor tensor, long[] index, String text, String imaginary) {
        if (tensor instanceof ByteTensor bytes) {
            bytes.set(index, (byte) Integer.parseInt(text));
        } else if (tensor instanceof ShortTensor shorts) {
            boolean half = tensor.type() == ShortTensor.FLOAT16;
            shorts.set(index, half ? Float16.of(Float.parseFloat(text)) : (short) Integer.parseInt(text));
        } else if (tensor instanceof IntTensor ints) {
            ints.set(index, (int) Long.parseLong(text));
        } else if (tensor instanceof LongTensor longs) {
            longs.set(index, text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text));
        } else if (tensor instanceof FloatTensor floats) {
            floats.set(index, Float.parseFloat(text));
        } else if (tensor instanceof DoubleTensor doubles) {
            doubles.set(index, Double.parseDouble(text));
        } else if (tensor instanceof Complex64Tensor complex) {
            complex.set(index, Float.parseFloat(text), Float.parseFloat(imaginary));
        } else {
            ((Complex128Tensor) tensor).set(index, Double.parseDouble(text), Double.parseDouble(imaginary));
        }
    }

    private static void add(Tensor tensor, long[] index, List<String> texts) {
        boolean unsigned = tensor.type().elementType().isUnsigned();
        if (tensor instanceof ByteTensor bytes) {
            byte value = bytes.get(index);
            texts.add(Integer.toString(unsigned ? Byte.toUnsignedInt(value) : value));
        } else if (tensor instanceof ShortTensor shorts) {
            texts.add(text(shorts.get(index), tensor.type() == ShortTensor.FLOAT16, unsigned));
        } else if (tensor instanceof IntTensor ints) {
            int value = ints.get(index);
            texts.add(unsigned ? Integer.toUnsignedString(value) : Integer.toString(value));
        } else if (tensor instanceof LongTensor longs) {
            long value = longs.get(index);
            texts.add(unsigned ? Long.toUnsignedString(value) : Long.toString(value));
        } else if (tensor instanceof FloatTensor floats) {
            texts.add(Float.toString(floats.get(index)));
        } else if (tensor instanceof DoubleTensor doubles) {
            texts.add(Double.toString(doubles.get(index)));
        } else if (tensor instanceof Complex64Tensor complex) {
            texts.add(Float.toString(complex.re(index)));
            texts.add(Float.toString(complex.im(index)));
        } else {
            Complex128Tensor complex = (Complex128Tensor) tensor;
            texts.add(Double.toString(complex.re(index)));
            texts.add(Double.toString(complex.im(index)));
        }
    }

    private static String text(short value, boolean half, boolean unsigned) {
        if (half) {
            return Float.toString(Float16.toFloat(value));
        }
        return Integer.toString(unsigned ? Short.toUnsignedInt(value) : value);
    }
}
