package dev.dal.processor;

import com.palantir.javapoet.ClassName;
import dev.dal.processor.generate.SourceGenerator;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.report.Report;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** An annotated type on its way from element to files. For one thread at a time. */
final class Candidate {

    private final Report report;
    private @Nullable InterfaceModel model;
    private @Nullable GeneratedNames names;
    private Map<ClassName, String> sources = Map.of();

    Candidate(TypeElement type) {
        this.report = new Report(type);
    }

    Report report() {
        return report;
    }

    /** It was read. */
    void read(InterfaceModel read, GeneratedNames derived) {
        model = read;
        names = derived;
    }

    /** The interface, if code may be generated for it. */
    Optional<InterfaceModel> clean() {
        return report.isClean() ? Optional.ofNullable(model) : Optional.empty();
    }

    Map<ClassName, String> sources() {
        return sources;
    }

    /** Generates the sources, if they may be. Nothing is asked of the compiler, so that any thread may do this. */
    void generate() {
        GeneratedNames derived = names;
        if (derived != null) {
            clean().ifPresent(interfaceModel -> sources = SourceGenerator.generate(interfaceModel, derived));
        }
    }
}
