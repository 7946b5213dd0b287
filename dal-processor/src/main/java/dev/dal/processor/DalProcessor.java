package dev.dal.processor;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.google.auto.common.MoreElements;
import com.google.auto.service.AutoService;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.processor.parse.Sources;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Generates {@code MathsSchemas}, {@code MathsCaller} and {@code MathsProcessor} for each interface {@code Maths} with
 * processing functions.
 *
 * <p>An interface whose functions mention types that do not exist yet waits for a later round, in which another processor
 * may have made them. One that waits in vain is left to the compiler, which reports the missing type: this is why the
 * deferral is not that of auto-common's BasicAnnotationProcessor, which adds an error of its own for each such interface,
 * and does not tell its steps what is being compiled from source.
 */
@AutoService(Processor.class)
public final class DalProcessor extends AbstractProcessor {

    private final Sources sources = new Sources();
    private final SortedMap<String, TypeElement> waiting = new TreeMap<>();
    private @Nullable Readiness readiness;
    private @Nullable ProcessingFunctionStep step;

    /** Makes a processor; the compiler does so by the service of this class. */
    public DalProcessor() {}

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        readiness = new Readiness(environment);
        step = new ProcessingFunctionStep(environment, sources);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(ProcessingFunction.class.getCanonicalName());
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(Baseline.OPTION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        sources.add(round.getRootElements());
        for (Element element : round.getElementsAnnotatedWith(ProcessingFunction.class)) {
            TypeElement type =
                    MoreElements.asType(MoreElements.isType(element) ? element : element.getEnclosingElement());
            waiting.put(type.getQualifiedName().toString(), type);
        }
        if (!round.processingOver()) {
            requireNonNull(step).process(takeReady());
        }
        return false;
    }

    /** The interfaces that wait no longer, in the order of their names. */
    private List<TypeElement> takeReady() {
        Elements elements = processingEnv.getElementUtils();
        waiting.replaceAll((name, type) -> requireNonNullElse(elements.getTypeElement(name), type));
        List<TypeElement> ready = waiting.values().stream()
                .filter(requireNonNull(readiness)::isReady)
                .toList();
        waiting.values().removeAll(ready);
        return ready;
    }
}
