package dev.dal.processor.parse;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import com.google.auto.common.Visibility;
import com.palantir.javapoet.ClassName;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads an annotated interface. */
public final class InterfaceParser {

    private static final String GENERATED = "javax.annotation.processing.Generated";

    /** Types of {@code java.lang} that generated code may name. */
    private static final List<String> JAVA_LANG = List.of(
            "Boolean",
            "Byte",
            "Deprecated",
            "Double",
            "Exception",
            "Float",
            "IllegalStateException",
            "Integer",
            "Long",
            "NullPointerException",
            "Override",
            "Short",
            "String",
            "SuppressWarnings");

    private final Elements elements;
    private final Types types;
    private final Sources sources;
    private final FunctionFinder functions;
    private final Map<String, Boolean> hidingPackages = new HashMap<>();

    /**
     * Makes a parser.
     *
     * @param elements the compiler's
     * @param types the compiler's
     * @param sources what is being compiled
     */
    public InterfaceParser(Elements elements, Types types, Sources sources) {
        this.elements = elements;
        this.types = types;
        this.sources = sources;
        this.functions = new FunctionFinder(elements, types);
    }

    /**
     * Reads a type.
     *
     * @param type a type that is annotated, or has annotated methods
     * @param report what takes the problems
     * @return the interface as far as it can be read, or nothing if the type is no interface
     */
    public Optional<InterfaceModel> parse(TypeElement type, Report report) {
        if (type.getKind() != ElementKind.INTERFACE) {
            reportNoInterface(type, report);
            return Optional.empty();
        }
        checkVisible(type, report);
        for (TypeParameterElement parameter : type.getTypeParameters()) {
            report.add(Problem.GENERIC_INTERFACE, Location.of(parameter), type.getSimpleName(), parameter);
        }
        new OtherMethods(report).check(type, functions.find(type));
        FunctionParser parser = new FunctionParser(elements, types, sources, MoreElements.getPackage(type), report);
        List<FunctionModel> models = functions.check(type, report).stream()
                .map(method -> parser.parse(method, MoreTypes.asDeclared(type.asType())))
                .toList();
        checkNotEmpty(type, models, report);
        return Optional.of(new InterfaceModel(
                ClassName.get(type),
                Visibility.effectiveVisibilityOfElement(type) == Visibility.PUBLIC,
                new DeprecationParser(elements).ofInterface(type),
                elements.getTypeElement(elements.getModuleOf(type), GENERATED) != null,
                hidesJavaLang(MoreElements.getPackage(type)),
                models,
                DocumentationParser.parse(elements.getDocComment(type)),
                Location.of(type)));
    }

    /** Looked up once for a package, as it takes long to find that a class does not exist. */
    private boolean hidesJavaLang(PackageElement generated) {
        String prefix = generated.isUnnamed() ? "" : generated.getQualifiedName() + ".";
        return hidingPackages.computeIfAbsent(
                prefix, name -> JAVA_LANG.stream().anyMatch(type -> elements.getTypeElement(name + type) != null));
    }

    private static void reportNoInterface(TypeElement type, Report report) {
        String kind = kind(type);
        AnnotationUse.of(type, ProcessingFunction.class)
                .ifPresent(use -> report.add(
                        Problem.NOT_INTERFACE,
                        Location.of(type),
                        type.getSimpleName(),
                        "as",
                        kind,
                        type.getSimpleName()));
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (MoreElements.isAnnotationPresent(method, ProcessingFunction.class)) {
                report.add(
                        Problem.NOT_INTERFACE,
                        Location.of(method),
                        method.getSimpleName(),
                        "in",
                        kind,
                        type.getSimpleName());
            }
        }
    }

    private static void checkVisible(TypeElement type, Report report) {
        for (@Nullable Element at = type; at != null && MoreElements.isType(at); at = at.getEnclosingElement()) {
            if (at.getModifiers().contains(Modifier.PRIVATE)) {
                report.add(
                        Problem.PRIVATE_INTERFACE,
                        Location.of(type),
                        type.getSimpleName(),
                        kind(at),
                        at.getSimpleName());
            }
        }
    }

    private static void checkNotEmpty(TypeElement type, List<FunctionModel> functions, Report report) {
        if (functions.isEmpty() && report.isClean()) {
            AnnotationUse.of(type, ProcessingFunction.class)
                    .ifPresent(use -> report.add(Problem.NO_FUNCTIONS, use.location(), type.getSimpleName()));
        }
    }

    private static String kind(Element element) {
        return element.getKind() == ElementKind.ANNOTATION_TYPE
                ? "annotation"
                : element.getKind().name().toLowerCase(Locale.ROOT);
    }
}
