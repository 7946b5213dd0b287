package dev.dal.processor;

import com.google.common.base.Throwables;
import dev.dal.processor.generate.SourceGenerator;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.parse.InterfaceParser;
import dev.dal.processor.parse.Sources;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import dev.dal.processor.report.ReportPrinter;
import dev.dal.processor.validate.Rules;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** What is done with one annotated type: read it, check it, generate if it is clean, report. */
final class ProcessingFunctionStep {

    private final InterfaceParser parser;
    private final SourceGenerator generator;
    private final ReportPrinter printer;

    ProcessingFunctionStep(ProcessingEnvironment environment, Sources sources) {
        this.parser = new InterfaceParser(environment.getElementUtils(), environment.getTypeUtils(), sources);
        this.generator = new SourceGenerator(environment.getFiler(), sources::contains);
        this.printer = new ReportPrinter(environment.getMessager(), sources::contains);
    }

    void process(TypeElement type) {
        Report report = new Report(type);
        try {
            parser.parse(type, report).ifPresent(model -> generate(model, report));
        } catch (RuntimeException fault) {
            report.add(Problem.INTERNAL, Location.of(type), type, Throwables.getStackTraceAsString(fault));
        }
        printer.print(report);
    }

    private void generate(InterfaceModel model, Report report) {
        GeneratedNames names = new GeneratedNames(model.type(), model.functions());
        Rules.check(model, names, report);
        if (report.isClean()) {
            generator.generate(model, names, report);
        }
    }
}
