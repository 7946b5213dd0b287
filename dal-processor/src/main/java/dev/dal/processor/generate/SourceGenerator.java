package dev.dal.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;

/**
 * Writes the generated classes of an interface and its contract: all of them, or none. Adds what they have in common: header, visibility,
 * {@code @Generated}, suppressed warnings, and the interface as their origin.
 */
public final class SourceGenerator {

    private static final String PROCESSOR = "dev.dal.processor.DalProcessor";

    private final Filer filer;
    private final Predicate<String> inSource;
    private final Map<ClassName, ClassName> generated = new HashMap<>();

    /**
     * Makes a generator.
     *
     * @param filer the compiler's
     * @param inSource tells whether a top-level class of a qualified name is being compiled from source
     */
    public SourceGenerator(Filer filer, Predicate<String> inSource) {
        this.filer = filer;
        this.inSource = inSource;
    }

    /**
     * Writes the classes.
     *
     * @param model an interface without errors
     * @param names the names to generate
     * @param report what takes problems with names and files
     */
    public void generate(InterfaceModel model, GeneratedNames names, Report report) {
        for (ClassName name : names.all()) {
            Optional<String> holder = holderOf(name);
            if (holder.isPresent()) {
                reportTaken(name, model, holder.get(), report);
                return;
            }
        }
        names.all().forEach(name -> generated.put(name, model.type()));
        Map<ClassName, TypeSpec> types = new LinkedHashMap<>();
        types.put(names.schemas(), new SchemaGenerator(model, names).generate());
        types.put(names.caller(), new CallerGenerator(model, names).generate());
        types.put(names.processor(), new DispatchGenerator(model, names).generate());
        for (Map.Entry<ClassName, TypeSpec> type : types.entrySet()) {
            if (report.isClean()) {
                write(type.getKey(), type.getValue(), model, report);
            }
        }
        if (report.isClean()) {
            new ContractGenerator(filer).generate(model, report);
        }
    }

    /** What has a name already. Class files do not count: they may be those of the last compilation. */
    private Optional<String> holderOf(ClassName name) {
        if (inSource.test(name.canonicalName())) {
            return Optional.of("another type of that name");
        }
        return Optional.ofNullable(generated.get(name))
                .map(other -> "interface '" + other + "', for which it is generated too");
    }

    private static void reportTaken(ClassName name, InterfaceModel model, String holder, Report report) {
        report.add(
                Problem.GENERATED_NAME,
                model.location(),
                name.simpleName(),
                String.join(".", model.type().simpleNames()),
                holder);
    }

    private void write(ClassName name, TypeSpec type, InterfaceModel model, Report report) {
        try {
            JavaFileObject file = filer.createSourceFile(
                    name.canonicalName(), model.location().element());
            try (Writer writer = file.openWriter()) {
                file(name, type, model).writeTo(writer);
            }
        } catch (FilerException taken) {
            reportTaken(name, model, "a class that another processor generates", report);
        } catch (IOException e) {
            report.add(Problem.WRITE_FAILED, model.location(), name, e);
        }
    }

    private static JavaFile file(ClassName name, TypeSpec type, InterfaceModel model) {
        TypeSpec.Builder complete = type.toBuilder();
        if (model.visible()) {
            complete.addModifiers(Modifier.PUBLIC);
        }
        if (model.marked()) {
            complete.addAnnotation(AnnotationSpec.builder(Generated.class)
                    .addMember("value", "$S", PROCESSOR)
                    .build());
        }
        if (model.deprecationNote().isPresent()) {
            complete.addAnnotation(Deprecated.class);
        }
        if (model.usesDeprecated()) {
            complete.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{$S, $S}", "deprecation", "removal")
                    .build());
        }
        return JavaFile.builder(name.packageName(), complete.build())
                .addFileComment("Generated by dal-processor from $L. Not to be edited.", model.type())
                .skipJavaLangImports(!model.hidesJavaLang())
                .indent("    ")
                .build();
    }
}
