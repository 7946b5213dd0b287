package dev.dal.reference;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds what a page names: {@code Class.method(Type, Type...)}, {@code Class.new(Type)} or {@code Class.CONSTANT}. */
final class Members {

    private static final List<String> PACKAGES = List.of(
            "dev.dal.store",
            "dev.dal.store.client",
            "dev.dal.store.memory",
            "dev.dal.value",
            "dev.dal.connection",
            "dev.dal.call",
            "dev.dal.tensor",
            "dev.dal.table",
            "dev.dal.interop",
            "dev.dal.reference");

    private Members() {}

    /** Whether there is such a public or protected member. */
    static boolean exists(String member) {
        int parameters = member.indexOf('(');
        String path = parameters < 0 ? member : member.substring(0, parameters);
        Class<?> owner = classOf(path);
        String name = path.substring(path.indexOf('.') + 1);
        if (owner == null) {
            return false;
        }
        if (parameters < 0) {
            return Arrays.stream(owner.getFields())
                    .anyMatch(field -> field.getName().equals(name));
        }
        String signature = member.substring(parameters);
        return executables(owner, name).anyMatch(found -> signature.equals(signature(found)));
    }

    /** Whether there is such a test. */
    static boolean isTest(String test) {
        String name = test.substring(test.indexOf('.') + 1);
        Class<?> owner = classOf(test);
        return owner != null
                && Arrays.stream(owner.getDeclaredMethods())
                        .filter(method -> method.getName().equals(name))
                        .anyMatch(method -> AnnotationSupport.isAnnotated(method, Testable.class));
    }

    private static Class<?> classOf(String path) {
        String simpleName = path.substring(0, Math.max(0, path.indexOf('.')));
        return PACKAGES.stream()
                .map(each -> find(each + "." + simpleName))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, false, Members.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static Stream<? extends Executable> executables(Class<?> owner, String name) {
        Predicate<Executable> isApi =
                found -> Modifier.isPublic(found.getModifiers()) || Modifier.isProtected(found.getModifiers());
        if (name.equals("new")) {
            return Arrays.stream(owner.getDeclaredConstructors()).filter(isApi);
        }
        Stream<Method> own =
                Stream.concat(Arrays.stream(owner.getDeclaredMethods()), Arrays.stream(owner.getMethods()));
        return own.filter(isApi).filter(method -> method.getName().equals(name));
    }

    private static String signature(Executable found) {
        String types = Arrays.stream(found.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
        return found.isVarArgs() ? types.replace("[])", "...)") : types;
    }
}
