package dev.dal.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that generated code names is there in the runtime library. */
class RuntimeNamesTest {

    static List<ClassName> classes() {
        return constants(ClassName.class);
    }

    static List<RuntimeNames.Member> members() {
        return constants(RuntimeNames.Member.class);
    }

    private static <T> List<T> constants(Class<T> type) {
        return Arrays.stream(RuntimeNames.class.getFields())
                .filter(field -> field.getType() == type)
                .map(field -> type.cast(valueOf(field)))
                .toList();
    }

    private static Object valueOf(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field + " should be public", e);
        }
    }

    @Test
    void namesEnough() {
        assertThat(classes()).hasSizeGreaterThan(20);
        assertThat(members()).hasSizeGreaterThan(25);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void classExists(ClassName name) throws ClassNotFoundException {
        assertThat(Modifier.isPublic(load(name).getModifiers())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("members")
    void memberExists(RuntimeNames.Member member) throws ClassNotFoundException {
        assertThat(methods(load(member.owner()))).contains(member.name());
    }

    @ParameterizedTest
    @EnumSource
    void valueTypeExists(ValueType type) throws ReflectiveOperationException {
        assertThat(load(RuntimeNames.VALUE_TYPE).getField(type.constant())).isNotNull();
        memberExists(type.setter());
        memberExists(type.getter());
        memberExists(type.cellSetter());
        memberExists(type.cellGetter());
    }

    @ParameterizedTest
    @EnumSource
    void tensorTypeExists(TensorType type) throws ReflectiveOperationException {
        Class<?> tensor = load(type.tensorClass());
        assertThat(Modifier.isStatic(tensor.getField(type.constant()).getModifiers()))
                .isTrue();
        assertThat(methods(tensor)).contains(RuntimeNames.TENSOR_SHAPE);
    }

    @ParameterizedTest
    @EnumSource(names = {"BOOL", "INT8", "INT16", "INT32", "INT64", "FLOAT32", "FLOAT64"})
    void scalarsCanBeReadAndWritten(TensorType type) throws ReflectiveOperationException {
        Class<?> tensor = load(type.tensorClass());
        Class<?> element = tensor.getMethod(RuntimeNames.TENSOR_GET).getReturnType();

        assertThat(element.getName())
                .isEqualTo(type == TensorType.BOOL ? "byte" : type.scalar().toString());
        assertThat(tensor.getMethod(RuntimeNames.TENSOR_SET, element)).isNotNull();
    }

    private static Class<?> load(ClassName name) throws ClassNotFoundException {
        return Class.forName(name.reflectionName(), false, RuntimeNamesTest.class.getClassLoader());
    }

    /** The methods that code in another package can use, by inheritance or otherwise. */
    private static Set<String> methods(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) || Modifier.isProtected(method.getModifiers())) {
                    names.add(method.getName());
                }
            }
        }
        for (Method method : type.getMethods()) {
            names.add(method.getName());
        }
        return names;
    }
}
