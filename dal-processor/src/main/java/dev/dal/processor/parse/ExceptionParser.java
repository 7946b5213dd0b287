package dev.dal.processor.parse;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import dev.dal.processor.model.DeclaredException;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Which checked exceptions a function declares, and which of them a caller can rebuild from a message. */
final class ExceptionParser {

    private final Elements elements;
    private final Types types;
    private final TypeAccess access;
    private final Report report;

    ExceptionParser(Elements elements, Types types, TypeAccess access, Report report) {
        this.elements = elements;
        this.types = types;
        this.access = access;
        this.report = report;
    }

    /** The checked exceptions among the thrown types; the others are reported, or nothing to be declared. */
    List<TypeElement> parse(ExecutableElement method, List<? extends TypeMirror> thrown) {
        return thrown.stream()
                .filter(type -> type.getKind() == TypeKind.DECLARED)
                .filter(type -> isException(method, type))
                .filter(type -> !isSubtype(type, RuntimeException.class))
                .map(MoreTypes::asTypeElement)
                .toList();
    }

    private boolean isException(ExecutableElement method, TypeMirror type) {
        boolean exception = isSubtype(type, Exception.class);
        if (!exception && !isSubtype(type, Error.class)) {
            report.add(Problem.THROWN_TYPE, Location.of(method), method.getSimpleName(), type);
        }
        return exception;
    }

    private boolean isSubtype(TypeMirror type, Class<?> ancestor) {
        return types.isSubtype(
                type, elements.getTypeElement(ancestor.getCanonicalName()).asType());
    }

    /** The exception, if generated code can make one from a message: it needs a public constructor for a string. */
    Optional<DeclaredException> rebuildable(TypeElement type) {
        boolean inner = type.getNestingKind().isNested() && !type.getModifiers().contains(Modifier.STATIC);
        if (inner || type.getModifiers().contains(Modifier.ABSTRACT) || !access.isVisible(type)) {
            return Optional.empty();
        }
        return constructor(type)
                .map(found -> new DeclaredException(
                        ClassName.get(type), elements.getBinaryName(type).toString()));
    }

    /** The constructor that makes an exception from a message. */
    static Optional<ExecutableElement> constructor(TypeElement type) {
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> constructor.getModifiers().contains(Modifier.PUBLIC))
                .filter(constructor -> constructor.getThrownTypes().isEmpty())
                .filter(constructor -> constructor.getParameters().size() == 1
                        && TypeNames.isA(constructor.getParameters().get(0).asType(), ClassName.get(String.class)))
                .findFirst();
    }
}
