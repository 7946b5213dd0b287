package dev.dal.value;

import dev.dal.ipc.FormatException;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.Tensor;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one dictionary, which is either that or, if it has the key {@value UnionWriter#PYTHON_TYPE_KEY}, something that
 * Python restores with code of its own: of these, large integers and arrays of some types are known here.
 */
final class DictionaryReader {

    private static final String PICKLE_KEY = "pickle";

    private final UnionReader.Range keys;
    private final UnionReader values;
    private final AttachedData attached;

    /**
     * A reader.
     *
     * @param keys the keys
     * @param values the values, at the same indices
     * @param attached tensors and buffers
     */
    DictionaryReader(UnionReader.Range keys, UnionReader values, AttachedData attached) {
        this.keys = keys;
        this.values = values;
        this.attached = attached;
    }

    Object read() {
        Map<@Nullable Object, Integer> indices = new LinkedHashMap<>();
        for (int i = keys.from(); i < keys.to(); i++) {
            indices.put(keys.of().get(i), i);
        }
        Integer type = indices.get(UnionWriter.PYTHON_TYPE_KEY);
        if (type != null) {
            return restored(String.valueOf(values.get(type)), indices);
        }
        Map<@Nullable Object, @Nullable Object> read = new LinkedHashMap<>();
        indices.forEach((key, index) -> read.put(key, values.get(index)));
        return Collections.unmodifiableMap(read);
    }

    private Object restored(String type, Map<@Nullable Object, Integer> indices) {
        Integer data = indices.get(UnionWriter.DATA_KEY);
        if (data != null && type.equals(UnionWriter.BIG_INTEGER)) {
            return bigInteger(values.get(data));
        }
        if (data != null && type.equals(UnionWriter.NUMPY_ARRAY)) {
            return numpyArray(values.range(data));
        }
        String form = indices.containsKey(PICKLE_KEY) ? "a pickled object of type " : "a Python object of type ";
        throw new UnsupportedValueException("The object holds " + form + type
                + ", which only Python can read. Put numbers, strings, bytes, numpy arrays, or lists, tuples, sets and"
                + " dictionaries of them.");
    }

    private static BigInteger bigInteger(@Nullable Object digits) {
        try {
            return new BigInteger(String.valueOf(digits));
        } catch (NumberFormatException e) {
            throw new FormatException("A large integer: found '" + digits + "'; expected decimal digits.", e);
        }
    }

    private Tensor numpyArray(UnionReader.Range data) {
        if (data.to() - data.from() != 2) {
            throw FormatException.of("Data of a numpy array", data.to() - data.from(), "an array and a type");
        }
        String type = String.valueOf(data.of().get(data.from() + 1));
        boolean hasBytes = data.of().tag(data.from()) == ValueTag.NDARRAY;
        if (hasBytes && type.equals("|b1")) {
            return attached.array(data.of().reference(data.from()), ByteTensor.BOOL);
        }
        if (hasBytes && type.equals("<c8")) {
            return attached.array(data.of().reference(data.from()), Complex64Tensor.TYPE);
        }
        if (hasBytes && type.equals("<c16")) {
            return attached.array(data.of().reference(data.from()), Complex128Tensor.TYPE);
        }
        throw new UnsupportedValueException("The object holds a numpy array of type '" + type
                + "', which has no form here. Put an array of bool, integers, or real or complex numbers.");
    }
}
