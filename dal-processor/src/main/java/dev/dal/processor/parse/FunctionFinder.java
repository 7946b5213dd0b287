package dev.dal.processor.parse;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Which methods of an interface are processing functions. */
public final class FunctionFinder {

    private final Elements elements;
    private final Types types;

    /**
     * Makes a finder.
     *
     * @param elements the compiler's
     * @param types the compiler's
     */
    public FunctionFinder(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /**
     * The functions of an interface: its abstract methods, inherited ones first, except those of Object; only annotated
     * ones if the interface itself is not annotated.
     *
     * @param type the interface
     * @return its functions, those included that are reported as wrong by {@link #check}
     */
    public List<ExecutableElement> find(TypeElement type) {
        boolean all = isAnnotated(type);
        return MoreElements.getLocalAndInheritedMethods(type, types, elements).stream()
                .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
                .filter(method -> !isOfObject(method))
                .filter(method -> all || MoreElements.isAnnotationPresent(method, ProcessingFunction.class))
                .toList();
    }

    /** Whether every abstract method of the interface is a function. */
    static boolean isAnnotated(TypeElement type) {
        return MoreElements.isAnnotationPresent(type, ProcessingFunction.class);
    }

    /** Whether a method redeclares one that every object has. */
    static boolean isOfObject(ExecutableElement method) {
        return switch (method.getSimpleName().toString()) {
            case "hashCode", "toString" -> method.getParameters().isEmpty();
            case "equals" -> method.getParameters().size() == 1 && isObject(method);
            default -> false;
        };
    }

    private static boolean isObject(ExecutableElement equals) {
        return TypeNames.classOf(equals.getParameters().get(0).asType())
                .filter(name -> name.canonicalName().equals(Object.class.getCanonicalName()))
                .isPresent();
    }

    /**
     * The functions that may be functions; reports the others.
     *
     * @param type the interface
     * @param report what takes the problems
     * @return functions without those that come from Java's own interfaces or from two interfaces
     */
    List<ExecutableElement> check(TypeElement type, Report report) {
        List<ExecutableElement> legal = new ArrayList<>();
        for (ExecutableElement method : find(type)) {
            if (!isFromJava(type, method, report) && !isSecond(type, legal, method, report)) {
                legal.add(method);
            }
        }
        return legal;
    }

    private static boolean isFromJava(TypeElement type, ExecutableElement method, Report report) {
        boolean java =
                MoreElements.getPackage(method).getQualifiedName().toString().startsWith("java.");
        if (java) {
            String owner = ownerOf(method);
            report.add(Problem.INHERITED_METHOD, Location.of(type), type.getSimpleName(), method, owner, owner);
        }
        return java;
    }

    /** Whether an earlier method, of another interface, is implemented by the same method. */
    private boolean isSecond(
            TypeElement type, List<ExecutableElement> earlier, ExecutableElement method, Report report) {
        for (ExecutableElement first : earlier) {
            if (first.getSimpleName().equals(method.getSimpleName()) && isSame(type, first, method)) {
                report.add(
                        Problem.INHERITED_TWICE,
                        Location.of(type),
                        type.getSimpleName(),
                        method,
                        ownerOf(first),
                        ownerOf(method),
                        type.getSimpleName());
                return true;
            }
        }
        return false;
    }

    private boolean isSame(TypeElement type, ExecutableElement first, ExecutableElement second) {
        DeclaredType member = MoreTypes.asDeclared(type.asType());
        ExecutableType one = MoreTypes.asExecutable(types.asMemberOf(member, first));
        ExecutableType other = MoreTypes.asExecutable(types.asMemberOf(member, second));
        return types.isSubsignature(one, other) || types.isSubsignature(other, one);
    }

    private static String ownerOf(ExecutableElement method) {
        return MoreElements.asType(method.getEnclosingElement())
                .getQualifiedName()
                .toString();
    }
}
