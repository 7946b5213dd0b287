package dev.dal.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reserved names are those of the runtime's classes, so that a new method there cannot be forgotten here. */
class ReservedNamesTest {

    /** Types that inputs can have; a method with others cannot be that of a function. */
    private static final Set<String> INPUTS = Set.of(
            "boolean",
            "byte",
            "short",
            "int",
            "long",
            "float",
            "double",
            "byte[]",
            "java.lang.String",
            "java.time.Instant",
            "java.time.Duration",
            "java.time.LocalDate",
            "dev.dal.store.ObjectId",
            "dev.dal.tensor.TensorSource");

    static List<Method> ofCaller() throws ClassNotFoundException {
        return methods(RuntimeNames.GENERATED_CALLER).stream()
                .filter(method ->
                        Arrays.stream(method.getParameterTypes()).allMatch(type -> INPUTS.contains(type.getTypeName())))
                .toList();
    }

    static List<Method> ofBroadcaster() throws ClassNotFoundException {
        return withoutParameters(RuntimeNames.GENERATED_BROADCASTER);
    }

    @ParameterizedTest
    @MethodSource("ofBroadcaster")
    void reservesMethodsOfFacesForAllProcessors(Method method) {
        assertThat(ReservedNames.inCaller(signature(method))).isTrue();
    }

    static List<Method> ofResult() throws ClassNotFoundException {
        return withoutParameters(RuntimeNames.CALL_RESULT);
    }

    static List<Method> ofObject() throws ClassNotFoundException {
        return withoutParameters(ClassName.get(Object.class));
    }

    @ParameterizedTest
    @MethodSource("ofCaller")
    void reservesMethodsOfCallers(Method method) {
        assertThat(ReservedNames.inCaller(signature(method))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ofResult")
    void reservesMethodsOfResults(Method method) {
        assertThat(ReservedNames.inResult(signature(method), false)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ofObject")
    void reservesMethodsOfCalls(Method method) {
        assertThat(ReservedNames.inCall(signature(method), false)).isTrue();
    }

    @Test
    void reservesGetOnlyOfResultsWithOneOutput() {
        assertThat(ReservedNames.inResult("get()", true)).isTrue();
        assertThat(ReservedNames.inResult("get()", false)).isFalse();
    }

    @Test
    void knowsKeywords() {
        assertThat(ReservedNames.isKeyword("class")).isTrue();
        assertThat(ReservedNames.isKeyword("yield")).isFalse();
        assertThat(ReservedNames.isUncallable("yield")).isTrue();
        assertThat(ReservedNames.isUncallable("record")).isFalse();
    }

    private static List<Method> withoutParameters(ClassName type) throws ClassNotFoundException {
        return methods(type).stream()
                .filter(method -> method.getParameterCount() == 0)
                .toList();
    }

    /** The methods that a subclass in another package inherits. */
    private static List<Method> methods(ClassName name) throws ClassNotFoundException {
        List<Method> methods = new ArrayList<>();
        for (Class<?> at = Class.forName(name.reflectionName()); at != null; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                int modifiers = method.getModifiers();
                if (!method.isSynthetic() && (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers))) {
                    methods.add(method);
                }
            }
        }
        return methods;
    }

    private static String signature(Method method) {
        return ReservedNames.signature(
                method.getName(),
                Arrays.stream(method.getParameterTypes())
                        .<TypeName>map(TypeName::get)
                        .toList());
    }
}
