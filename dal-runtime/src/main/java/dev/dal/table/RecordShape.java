package dev.dal.table;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * A record class as seen by reflection: the columns for its components, and a mapper. Constructor and accessors are
 * looked up once.
 *
 * @param <R> the record class
 */
final class RecordShape<R> implements RowMapper<R> {

    private final Class<R> recordClass;
    private final MethodHandle constructor;
    private final List<Component> components;

    /** A component: how it is read, and what becomes of its value. */
    private record Component(MethodHandle accessor, JavaType type, Field field) {}

    private RecordShape(Class<R> recordClass, MethodHandle constructor, List<Component> components) {
        this.recordClass = recordClass;
        this.constructor = constructor;
        this.components = components;
    }

    /**
     * Looks at a record class.
     *
     * @param recordClass the class
     * @param <R> the class
     * @return its shape
     * @throws IllegalArgumentException if it is no record class, or a component has a type that no column has
     */
    static <R> RecordShape<R> of(Class<R> recordClass) {
        return of(recordClass, new HashSet<>());
    }

    /**
     * Looks at a record class within others.
     *
     * @param recordClass the class
     * @param outer the record classes that it is a component of
     */
    static <R> RecordShape<R> of(Class<R> recordClass, Set<Class<?>> outer) {
        RecordComponent[] found = recordClass.getRecordComponents();
        if (found == null || found.length == 0 || !outer.add(recordClass)) {
            throw new IllegalArgumentException(recordClass.getName() + ": found "
                    + (found == null
                            ? "no record"
                            : found.length == 0 ? "no components" : "itself among its components")
                    + "; expected a record class with components of types that columns have.");
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(recordClass, MethodHandles.lookup());
            List<Component> components = new ArrayList<>();
            for (RecordComponent component : found) {
                components.add(component(lookup, recordClass, component, outer));
            }
            Class<?>[] types = Stream.of(found).map(RecordComponent::getType).toArray(Class<?>[]::new);
            MethodHandle constructor = lookup.findConstructor(recordClass, MethodType.methodType(void.class, types))
                    .asType(MethodType.genericMethodType(types.length))
                    .asSpreader(Object[].class, types.length);
            return new RecordShape<>(recordClass, constructor, components);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    recordClass.getName() + " cannot be reached; open its package to this library.", e);
        } finally {
            outer.remove(recordClass);
        }
    }

    private static Component component(
            MethodHandles.Lookup lookup, Class<?> recordClass, RecordComponent component, Set<Class<?>> outer)
            throws IllegalAccessException {
        String label = recordClass.getSimpleName() + "." + component.getName();
        JavaType type = JavaType.of(component.getGenericType(), label, outer);
        boolean nullable = type.isBoxed()
                || isNullable(component.getAnnotations())
                || isNullable(component.getAnnotatedType().getAnnotations());
        MethodHandle accessor = lookup.unreflect(component.getAccessor()).asType(MethodType.genericMethodType(1));
        return new Component(accessor, type, type.field(component.getName(), nullable));
    }

    private static boolean isNullable(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    /**
     * The columns.
     *
     * @return one field per component
     */
    List<Field> fields() {
        return components.stream().map(Component::field).toList();
    }

    @Override
    public R read(RowReader cells, long row) {
        @Nullable Object[] values = new @Nullable Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = cells.getObject(i, row);
        }
        return make(values);
    }

    @Override
    public void write(R record, RowWriter cells, int row) {
        for (int i = 0; i < components.size(); i++) {
            cells.setObject(i, row, cell(record, i));
        }
    }

    /**
     * Makes a record.
     *
     * @param cells what columns give for its components; overwritten
     * @return the record
     * @throws dev.dal.ipc.FormatException if one is null that must not be
     */
    R make(@Nullable Object[] cells) {
        for (int i = 0; i < cells.length; i++) {
            Component component = components.get(i);
            cells[i] = component.type.fromCell(cells[i], component.field);
        }
        return recordClass.cast(invoke(constructor, cells));
    }

    /**
     * A component of a record as a cell.
     *
     * @param record the record
     * @param index of the component
     * @return what a column takes
     */
    @Nullable
    Object cell(Object record, int index) {
        Component component = components.get(index);
        Object value = invoke(component.accessor, record);
        return value == null ? null : component.type.toCell(value);
    }

    @SuppressWarnings("NullAway") // accessors may return null
    private static Object invoke(MethodHandle handle, Object argument) {
        try {
            return argument instanceof Object[] all && handle.type().parameterType(0) == Object[].class
                    ? (Object) handle.invoke(all)
                    : (Object) handle.invoke(argument);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A record failed with a checked exception, which none can declare.", e);
        }
    }
}
