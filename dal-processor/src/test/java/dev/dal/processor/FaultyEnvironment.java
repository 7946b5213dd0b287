package dev.dal.processor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** The processor in an environment where writing files goes wrong. */
final class FaultyEnvironment extends AbstractProcessor {

    private final DalProcessor processor = new DalProcessor();
    private final Supplier<Exception> fault;

    FaultyEnvironment(Supplier<Exception> fault) {
        this.fault = fault;
    }

    @Override
    public void init(ProcessingEnvironment environment) {
        super.init(environment);
        Filer filer = proxy(Filer.class, environment.getFiler(), Map.of("createSourceFile", fault));
        processor.init(proxy(ProcessingEnvironment.class, environment, Map.of("getFiler", () -> filer)));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return processor.getSupportedAnnotationTypes();
    }

    @Override
    public Set<String> getSupportedOptions() {
        return processor.getSupportedOptions();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return processor.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return processor.process(annotations, round);
    }

    /** An object some of whose methods give, or throw, something else. */
    private static <T> T proxy(Class<T> type, T real, Map<String, ? extends Supplier<?>> replaced) {
        return type.cast(Proxy.newProxyInstance(
                FaultyEnvironment.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Supplier<?> replacement = replaced.get(method.getName());
                    if (replacement == null) {
                        return invoke(real, method, arguments);
                    }
                    Object result = replacement.get();
                    if (result instanceof Exception exception) {
                        throw exception;
                    }
                    return result;
                }));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
