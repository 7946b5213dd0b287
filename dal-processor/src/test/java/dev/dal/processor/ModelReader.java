package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auto.common.MoreElements;
import com.google.testing.compile.Compiler;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.parse.InterfaceParser;
import dev.dal.processor.parse.Sources;
import dev.dal.processor.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;

/** Reads interfaces as the processor does, and keeps what it has read instead of generating anything. */
final class ModelReader extends AbstractProcessor {

    private final List<InterfaceModel> models = new ArrayList<>();

    private ModelReader() {}

    /** The interfaces with functions in a source of {@code good}. */
    static List<InterfaceModel> read(String name) {
        List<JavaFileObject> sources = new ArrayList<>(Inputs.support(name));
        sources.add(Inputs.source("good", name));
        ModelReader reader = new ModelReader();
        Compiler.javac().withProcessors(reader).withOptions("-proc:only").compile(sources);
        assertThat(reader.models).as(name).isNotEmpty();
        return reader.models;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(ProcessingFunction.class.getCanonicalName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Sources sources = new Sources();
        sources.add(round.getRootElements());
        InterfaceParser parser =
                new InterfaceParser(processingEnv.getElementUtils(), processingEnv.getTypeUtils(), sources);
        TreeMap<String, TypeElement> types = new TreeMap<>();
        for (Element element : round.getElementsAnnotatedWith(ProcessingFunction.class)) {
            TypeElement type =
                    MoreElements.asType(MoreElements.isType(element) ? element : element.getEnclosingElement());
            types.put(type.getQualifiedName().toString(), type);
        }
        types.values().forEach(type -> parser.parse(type, new Report(type)).ifPresent(models::add));
        return false;
    }
}
