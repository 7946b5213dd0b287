package dev.dal.tensor;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One face for all typed views, so that one test can try every accessor of each: values are boxed, those of complex
 * numbers are lists of two parts.
 */
final class TensorFace {

    private final Tensor tensor;
    private final Class<?> value;
    private final boolean complex;

    TensorFace(Tensor tensor) {
        this.tensor = tensor;
        this.complex = tensor.type().elementType().isComplex();
        this.value = valueType(tensor.type().tensorClass());
    }

    private static Class<?> valueType(Class<?> tensorClass) {
        String name = tensorClass.getSimpleName();
        return switch (name) {
            case "ByteTensor" -> byte.class;
            case "ShortTensor" -> short.class;
            case "IntTensor" -> int.class;
            case "LongTensor" -> long.class;
            case "FloatTensor", "Complex64Tensor" -> float.class;
            case "DoubleTensor", "Complex128Tensor" -> double.class;
            default -> throw new AssertionError(name);
        };
    }

    Tensor tensor() {
        return tensor;
    }

    /** A value that is different for most numbers, and exact in every type. */
    Object sample(long number) {
        return complex ? List.of(scalar(number), scalar(-number - 1)) : scalar(number);
    }

    private Object scalar(long number) {
        if (value == byte.class) {
            return (byte) number;
        } else if (value == short.class) {
            return (short) (number * 101);
        } else if (value == int.class) {
            return (int) (number * 1_000_003);
        } else if (value == long.class) {
            return number * 1_000_000_000_039L;
        }
        return value == float.class ? (Object) (number / 4f) : (Object) (number / 8d);
    }

    /** The accessor for as many indices. */
    Object get(long... index) {
        Class<?>[] types = new Class<?>[index.length];
        Arrays.fill(types, long.class);
        return get(types, Arrays.stream(index).boxed().toArray());
    }

    /** The accessor for any number of indices. */
    Object getAny(long... index) {
        return get(new Class<?>[] {long[].class}, index);
    }

    private Object get(Class<?>[] types, Object... arguments) {
        return complex
                ? List.of(call("re", types, arguments), call("im", types, arguments))
                : call("get", types, arguments);
    }

    void set(Object newValue, long... index) {
        List<Class<?>> types = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        for (long i : index) {
            types.add(long.class);
            arguments.add(i);
        }
        set("set", newValue, types, arguments);
    }

    void setAny(Object newValue, long... index) {
        set("set", newValue, new ArrayList<>(List.of(long[].class)), new ArrayList<>(List.<Object>of(index)));
    }

    private void set(String name, Object newValue, List<Class<?>> types, List<Object> arguments) {
        List<?> parts = complex ? (List<?>) newValue : List.of(newValue);
        for (Object part : parts) {
            types.add(value);
            arguments.add(part);
        }
        call(name, types.toArray(Class<?>[]::new), arguments.toArray());
    }

    Object getAt(long linear) {
        return call("getAt", new Class<?>[] {long.class}, linear);
    }

    void setAt(long linear, Object newValue) {
        set("setAt", newValue, new ArrayList<>(List.of(long.class)), new ArrayList<>(List.of(linear)));
    }

    void fill(Object newValue) {
        set("fill", newValue, new ArrayList<>(), new ArrayList<>());
    }

    boolean isComplex() {
        return complex;
    }

    Object array(int length) {
        return Array.newInstance(value, length);
    }

    /** A bulk method that takes an array, or a part of one and of the tensor. */
    void copy(String name, Object array) {
        call(name, new Class<?>[] {array.getClass()}, array);
    }

    void copy(String name, long from, Object array, int arrayIndex, int count) {
        Class<?>[] types = {long.class, array.getClass(), int.class, int.class};
        call(name, types, from, array, arrayIndex, count);
    }

    void copyFrom(Tensor source) {
        call("copyFrom", new Class<?>[] {tensor.type().tensorClass()}, source);
    }

    Object toArray() {
        return call("toArray", new Class<?>[0]);
    }

    private Object call(String name, Class<?>[] types, Object... arguments) {
        try {
            Method method = tensor.type().tensorClass().getMethod(name, types);
            method.setAccessible(true);
            return method.invoke(tensor, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
