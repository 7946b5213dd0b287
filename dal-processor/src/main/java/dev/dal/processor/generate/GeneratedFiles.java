package dev.dal.processor.generate;

import com.palantir.javapoet.ClassName;
import dev.dal.processor.contract.ContractText;
import dev.dal.processor.contract.InterfaceContract;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * Writes what is generated for interfaces: the classes, all of them or none, and the contract as
 * {@code META-INF/dal/<interface>.json}. The interface is the origin of each file.
 */
public final class GeneratedFiles {

    private static final String CONTRACTS = "META-INF/dal/";

    private final Filer filer;
    private final Predicate<String> inSource;
    private final Map<ClassName, ClassName> owners = new HashMap<>();

    /**
     * Begins without files.
     *
     * @param filer the compiler's
     * @param inSource tells whether a top-level class of a qualified name is being compiled from source
     */
    public GeneratedFiles(Filer filer, Predicate<String> inSource) {
        this.filer = filer;
        this.inSource = inSource;
    }

    /**
     * Takes the names of the classes for an interface, unless one of them is taken.
     *
     * @param model the interface
     * @param names the names to generate
     * @param report what takes a problem with a name
     */
    public void claim(InterfaceModel model, GeneratedNames names, Report report) {
        for (ClassName name : names.all()) {
            Optional<String> holder = holderOf(name);
            if (holder.isPresent()) {
                reportTaken(name, model, holder.get(), report);
                return;
            }
        }
        names.all().forEach(name -> owners.put(name, model.type()));
    }

    /** What has a name already. Class files do not count: they may be those of the last compilation. */
    private Optional<String> holderOf(ClassName name) {
        if (inSource.test(name.canonicalName())) {
            return Optional.of("another type of that name");
        }
        return Optional.ofNullable(owners.get(name))
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

    /**
     * Writes sources and contract.
     *
     * @param model an interface whose names were claimed
     * @param sources the text of each of its classes
     * @param report what takes problems with files
     */
    public void write(InterfaceModel model, Map<ClassName, String> sources, Report report) {
        for (Map.Entry<ClassName, String> source : sources.entrySet()) {
            if (report.isClean()) {
                writeSource(source.getKey(), source.getValue(), model, report);
            }
        }
        if (report.isClean()) {
            writeContract(model, report);
        }
    }

    private void writeSource(ClassName name, String text, InterfaceModel model, Report report) {
        try {
            write(filer.createSourceFile(name.canonicalName(), model.location().element()), text);
        } catch (FilerException taken) {
            reportTaken(name, model, "a class that another processor generates", report);
        } catch (IOException e) {
            report.add(Problem.WRITE_FAILED, model.location(), name, e);
        }
    }

    private void writeContract(InterfaceModel model, Report report) {
        String path = CONTRACTS + model.type().canonicalName() + ".json";
        try {
            FileObject file = filer.createResource(
                    StandardLocation.CLASS_OUTPUT, "", path, model.location().element());
            write(file, ContractText.of(InterfaceContract.of(model)));
        } catch (IOException e) {
            report.add(Problem.WRITE_FAILED, model.location(), path, e);
        }
    }

    private static void write(FileObject file, String text) throws IOException {
        try (Writer writer = file.openWriter()) {
            writer.write(text);
        }
    }
}
