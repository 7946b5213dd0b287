package dev.dal.processor.parse;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.dal.processor.model.TensorType;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Questions about types by name: type mirrors cannot be compared with {@code equals}. */
final class TypeNames {

    private static final Pattern PACKAGES = Pattern.compile("\\b[a-z_][A-Za-z0-9_]*\\.");

    private TypeNames() {}

    /** The class of a class or interface type, without its arguments. */
    static Optional<ClassName> classOf(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? Optional.of(ClassName.get(MoreTypes.asTypeElement(type)))
                : Optional.empty();
    }

    /** Whether a type is of one class, with any arguments. */
    static boolean isA(TypeMirror type, ClassName expected) {
        return classOf(type).filter(expected::equals).isPresent();
    }

    /** Whether a type is a class of tensors. */
    static boolean isTensor(TypeMirror type) {
        return classOf(type).filter(name -> !TensorType.of(name).isEmpty()).isPresent();
    }

    /** Whether a type is or mentions a type variable, about which something else is reported. */
    static boolean hasVariable(TypeMirror type) {
        return switch (type.getKind()) {
            case TYPEVAR -> true;
            case ARRAY -> hasVariable(MoreTypes.asArray(type).getComponentType());
            case DECLARED ->
                MoreTypes.asDeclared(type).getTypeArguments().stream().anyMatch(TypeNames::hasVariable);
            case WILDCARD ->
                Stream.of(
                                MoreTypes.asWildcard(type).getExtendsBound(),
                                MoreTypes.asWildcard(type).getSuperBound())
                        .anyMatch(bound -> bound != null && hasVariable(bound));
            default -> false;
        };
    }

    /** The type as it is shown in short: without packages and annotations. */
    static String shortForm(TypeMirror type) {
        return shortForm(TypeName.get(type));
    }

    /** The type as it is shown in short: without packages. */
    static String shortForm(TypeName type) {
        return PACKAGES.matcher(type.toString()).replaceAll("");
    }
}
