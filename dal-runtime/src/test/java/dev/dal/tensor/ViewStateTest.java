package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.dal.store.memory.Region;
import dev.dal.tensor.Views.Order;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Views that are closed or read-only, and buffers that outlive them. */
class ViewStateTest {

    /** Methods that do not touch elements. */
    private static final Set<String> HARMLESS = Set.of("type", "interleaved");

    private static List<Method> accessors(TensorType<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Method method : type.tensorClass().getDeclaredMethods()) {
            int modifiers = method.getModifiers();
            if (Modifier.isPublic(modifiers)
                    && !Modifier.isStatic(modifiers)
                    && !method.isBridge()
                    && !HARMLESS.contains(method.getName())) {
                methods.add(method);
            }
        }
        assertThat(methods).hasSizeGreaterThan(15);
        return methods;
    }

    /** Calls a method on the tensor whose rank is the method's, with zeros, or ones of an array, or the other tensor. */
    private static void call(Method method, Tensor tensor, Tensor other) throws ReflectiveOperationException {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            if (type.isArray()) {
                arguments[i] =
                        Array.newInstance(type.componentType(), type == long[].class ? indexCount(method, tensor) : 1);
            } else if (type.isPrimitive()) {
                arguments[i] = Array.get(Array.newInstance(type, 1), 0);
            } else {
                arguments[i] = other;
            }
        }
        method.invoke(tensor, arguments);
    }

    private static int indexCount(Method method, Tensor tensor) {
        return method.getName().startsWith("copy") ? 1 : tensor.rank();
    }

    private static int rank(Method method) {
        int longs = 0;
        for (Class<?> type : method.getParameterTypes()) {
            longs += type == long.class ? 1 : 0;
        }
        boolean longValue = method.getName().equals("set")
                && method.getParameterCount() > 0
                && method.getParameterTypes()[method.getParameterCount() - 1] == long.class;
        return switch (method.getName()) {
            case "get", "re", "im", "set" -> longValue ? longs - 1 : longs;
            default -> 1;
        };
    }

    private static RuntimeException failure(Method method, Tensor tensor, Tensor other) {
        try {
            call(method, tensor, other);
            return fail(method + " did not fail");
        } catch (InvocationTargetException e) {
            return (RuntimeException) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void noMethodTouchesAClosedView(TensorType<?> type, Order order) {
        for (Method method : accessors(type)) {
            Shape shape =
                    Shape.of(LongStream.generate(() -> 2).limit(rank(method)).toArray());
            Region memory = Views.memory(type, shape);
            Tensor closed = Views.view(type, shape, order, memory);
            Tensor open = Views.view(type, shape, order);
            memory.lifetime().end();

            assertThat(failure(method, closed, open))
                    .as("%s", method)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("This view is closed");
            if (Arrays.stream(method.getParameterTypes()).anyMatch(Tensor.class::isAssignableFrom)) {
                assertThat(failure(method, open, closed)).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void noMethodWritesAReadOnlyView(TensorType<?> type, Order order) throws ReflectiveOperationException {
        for (Method method : accessors(type)) {
            Shape shape =
                    Shape.of(LongStream.generate(() -> 2).limit(rank(method)).toArray());
            Region memory = Views.memory(type, shape);
            Tensor readOnly = Views.view(type, shape, order, memory.asReadOnly());
            Tensor open = Views.view(type, shape, order);
            assertThat(readOnly.isWritable()).isFalse();
            boolean writes = method.getName().startsWith("set")
                    || method.getName().equals("fill")
                    || method.getName().equals("addScaled")
                    || method.getName().equals("copyFrom");
            if (writes) {
                assertThat(failure(method, readOnly, open))
                        .as("%s", method)
                        .isInstanceOf(ReadOnlyBufferException.class)
                        .isInstanceOf(ReadOnlyTensorException.class)
                        .hasMessageStartingWith(
                                "This tensor is read-only, being a view of a sealed object or of an input: " + type
                                        + " " + shape + ". Write to");
            } else if (!method.getName().equals("buffer")) {
                call(method, readOnly, open);
            }
        }
    }

    @Test
    void factsOutliveTheView() {
        Region memory = Region.allocate(48);
        LongTensor tensor = LongTensor.TYPE.wrap(memory, Shape.of(2, 3));
        memory.lifetime().end();

        assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(tensor.strides()).isEqualTo(Strides.ofBytes(24, 8));
        assertThat(tensor).hasToString("int64 (2, 3) [closed]");
        assertThatThrownBy(() -> LongTensor.TYPE.wrap(memory, Shape.of(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBufferShowsTheSameMemory() {
        LongTensor tensor = LongTensor.of(Shape.of(2, 2), 1, 2, 3, 4);
        LongBuffer buffer = tensor.buffer();
        buffer.put(3, 40);

        assertThat(tensor.get(1, 1)).isEqualTo(40);
        assertThat(buffer.isDirect()).isTrue();
        assertThat(buffer.isReadOnly()).isFalse();
        assertThat(buffer.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(buffer.remaining()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#types")
    void buffersOfReadOnlyViewsAreReadOnly(TensorType<?> type) throws ReflectiveOperationException {
        if (type.elementType().isComplex()) {
            return;
        }
        Method buffer = type.tensorClass().getMethod("buffer");
        Tensor writable = type.zeros(Shape.of(3));
        Tensor readOnly = type.wrap(Views.memory(type, Shape.of(3)).asReadOnly(), Shape.of(3));

        assertThat(((Buffer) buffer.invoke(writable)).isReadOnly()).isFalse();
        assertThat(((Buffer) buffer.invoke(readOnly)).isReadOnly()).isTrue();
        assertThat(((Buffer) buffer.invoke(readOnly)).remaining()).isEqualTo(3);
        assertThat(((Buffer) buffer.invoke(type.zeros(Shape.of(0)))).remaining())
                .isZero();
    }

    @Test
    void aBufferOutlivesItsView() {
        Region memory = Region.allocate(16);
        LongTensor tensor = LongTensor.TYPE.wrap(memory, Shape.of(2));
        tensor.set(1, 5);
        LongBuffer buffer = tensor.buffer();
        memory.lifetime().end();

        assertThat(buffer.get(1)).isEqualTo(5);
        assertThatThrownBy(tensor::buffer).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatABufferCannotShowIsRefused() {
        DoubleTensor strided = Views.view(DoubleTensor.TYPE, Shape.of(2, 3), Order.COLUMN_MAJOR);
        assertThatThrownBy(strided::buffer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A buffer shows contiguous elements; this tensor of shape (2, 3) has strides (8, 16)."
                        + " Copy it, or use its own accessors.");
        LongTensor single = Views.view(LongTensor.TYPE, Shape.of(1, 1), Order.SLICED);
        assertThat(single.buffer().remaining()).isEqualTo(1);
    }
}
