package dev.dal.processor.parse;

import com.google.auto.common.MoreTypes;
import dev.dal.processor.model.DeclaredException;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.ParameterModel;
import dev.dal.processor.model.Thrown;
import dev.dal.processor.model.UnreadableParameter;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads a method as a processing function. */
final class FunctionParser {

    private final Elements elements;
    private final Types types;
    private final NameParser names;
    private final ParameterParser parameters;
    private final ResultParser results;
    private final ExceptionParser exceptions;
    private final DeprecationParser deprecation;
    private final Report report;

    FunctionParser(Elements elements, Types types, Sources sources, PackageElement generated, Report report) {
        this.elements = elements;
        this.types = types;
        this.report = report;
        TypeAccess access = new TypeAccess(generated, report);
        Nullability nullability = new Nullability(sources, access, report);
        this.names = new NameParser(sources, report);
        this.parameters =
                new ParameterParser(names, nullability, access, new RecordParser(sources, access, report), report);
        this.results = new ResultParser(nullability, report);
        this.deprecation = new DeprecationParser(elements);
        this.exceptions = new ExceptionParser(elements, types, access, report);
    }

    /**
     * Reads a function.
     *
     * @param method an abstract method
     * @param owner the annotated interface, of which the method is a member
     */
    FunctionModel parse(ExecutableElement method, DeclaredType owner) {
        for (TypeParameterElement parameter : method.getTypeParameters()) {
            report.add(Problem.GENERIC_FUNCTION, Location.of(parameter), method.getSimpleName(), parameter);
        }
        ExecutableType type = MoreTypes.asExecutable(types.asMemberOf(owner, method));
        List<ParameterModel> models = new ArrayList<>();
        for (int i = 0; i < method.getParameters().size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            models.add(parameters.parse(parameter, type.getParameterTypes().get(i)));
        }
        ResultParser.Result result = results.parse(method, type.getReturnType());
        List<TypeElement> checked = exceptions.parse(method, type.getThrownTypes());
        List<DeclaredException> rebuildable = checked.stream()
                .flatMap(exception -> exceptions.rebuildable(exception).stream())
                .toList();
        return new FunctionModel(
                names.function(method),
                signature(method, type),
                List.copyOf(models),
                result.field(),
                result.readable() && models.stream().noneMatch(UnreadableParameter.class::isInstance),
                new Thrown(!checked.isEmpty(), rebuildable),
                deprecation.ofFunction(method, type.getParameterTypes(), checked),
                DocumentationParser.parse(elements.getDocComment(method)),
                Location.of(method));
    }

    private static String signature(ExecutableElement method, ExecutableType type) {
        return method.getSimpleName()
                + type.getParameterTypes().stream()
                        .map(TypeNames::shortForm)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
