package dev.dal.processor.parse;

import com.google.auto.common.MoreTypes;
import dev.dal.processor.model.Deprecation;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Whether code that calls a function would be warned of something deprecated. */
final class DeprecationParser {

    private final Elements elements;

    DeprecationParser(Elements elements) {
        this.elements = elements;
    }

    /** The deprecation of an interface, or of a type around it. */
    Deprecation ofInterface(TypeElement type) {
        return elements.isDeprecated(type)
                ? Deprecation.DECLARED
                : isDeprecated(type.getEnclosingElement()) ? Deprecation.USED : Deprecation.NONE;
    }

    /**
     * The deprecation of a function.
     *
     * @param method its method
     * @param parameters the types of its parameters
     * @param thrown its checked exceptions
     */
    Deprecation ofFunction(ExecutableElement method, List<? extends TypeMirror> parameters, List<TypeElement> thrown) {
        if (elements.isDeprecated(method)) {
            return Deprecation.DECLARED;
        }
        boolean used = isDeprecated(method.getEnclosingElement())
                || parameters.stream().anyMatch(this::isDeprecated)
                || thrown.stream().anyMatch(this::isDeprecatedException);
        return used ? Deprecation.USED : Deprecation.NONE;
    }

    private boolean isDeprecatedException(TypeElement exception) {
        return isDeprecated(exception)
                || ExceptionParser.constructor(exception)
                        .filter(elements::isDeprecated)
                        .isPresent();
    }

    private boolean isDeprecated(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && (isDeprecated(MoreTypes.asElement(type))
                        || MoreTypes.asDeclared(type).getTypeArguments().stream()
                                .anyMatch(this::isDeprecatedRow));
    }

    /** Whether the code that reads and writes rows of a table names anything deprecated. */
    private boolean isDeprecatedRow(TypeMirror type) {
        return isDeprecated(type)
                || (type.getKind() == TypeKind.DECLARED
                        && MoreTypes.asTypeElement(type).getRecordComponents().stream()
                                .anyMatch(component -> isDeprecated(component.asType())
                                        || elements.isDeprecated(component.getAccessor())));
    }

    private boolean isDeprecated(@Nullable Element element) {
        return element != null
                && element.getKind() != ElementKind.PACKAGE
                && (elements.isDeprecated(element) || isDeprecated(element.getEnclosingElement()));
    }
}
