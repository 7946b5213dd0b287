package dev.dal.processor;

import com.google.auto.common.MoreTypes;
import com.google.auto.common.SuperficialValidation;
import dev.dal.processor.parse.FunctionFinder;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Whether all types exist that the functions of an interface mention. Its other members may mention the classes that are
 * generated from it.
 */
final class Readiness {

    private final FunctionFinder functions;

    Readiness(ProcessingEnvironment environment) {
        this.functions = new FunctionFinder(environment.getElementUtils(), environment.getTypeUtils());
    }

    boolean isReady(TypeElement type) {
        return hasAllAncestors(type)
                && functions.find(type).stream()
                        .allMatch(
                                function -> SuperficialValidation.validateElement(function) && hasAllColumns(function));
    }

    /** Whether the types of all components exist that records have which are rows of a table. */
    private static boolean hasAllColumns(ExecutableElement function) {
        return function.getParameters().stream()
                .map(VariableElement::asType)
                .filter(type -> type.getKind() == TypeKind.DECLARED)
                .flatMap(type -> MoreTypes.asDeclared(type).getTypeArguments().stream())
                .filter(row -> row.getKind() == TypeKind.DECLARED)
                .flatMap(row -> MoreTypes.asTypeElement(row).getRecordComponents().stream())
                .allMatch(component -> exists(component.asType()));
    }

    private static boolean hasAllAncestors(TypeElement type) {
        return type.getInterfaces().stream()
                .allMatch(ancestor -> exists(ancestor) && hasAllAncestors(MoreTypes.asTypeElement(ancestor)));
    }

    private static boolean exists(TypeMirror type) {
        return switch (type.getKind()) {
            case ERROR -> false;
            case ARRAY -> exists(MoreTypes.asArray(type).getComponentType());
            case DECLARED ->
                MoreTypes.asDeclared(type).getTypeArguments().stream().allMatch(Readiness::exists);
            default -> true;
        };
    }
}
