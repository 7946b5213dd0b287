package dev.dal.processor.generate;

import dev.dal.processor.contract.ContractText;
import dev.dal.processor.contract.InterfaceContract;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.io.IOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes the contract of an interface beside its classes, as {@code META-INF/dal/<interface>.json}. */
final class ContractGenerator {

    private static final String DIRECTORY = "META-INF/dal/";

    private final Filer filer;

    ContractGenerator(Filer filer) {
        this.filer = filer;
    }

    void generate(InterfaceModel model, Report report) {
        String path = DIRECTORY + model.type().canonicalName() + ".json";
        try {
            FileObject file = filer.createResource(
                    StandardLocation.CLASS_OUTPUT, "", path, model.location().element());
            try (Writer writer = file.openWriter()) {
                writer.write(ContractText.of(InterfaceContract.of(model)));
            }
        } catch (IOException e) {
            report.add(Problem.WRITE_FAILED, model.location(), path, e);
        }
    }
}
