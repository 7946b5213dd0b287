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
import dev.dal.processor.validate.BaselineRules;
import dev.dal.processor.validate.Rules;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** What is done with one annotated type: read it, check it, generate if it is clean, report. */
final class ProcessingFunctionStep {

    private final InterfaceParser parser;
    private final SourceGenerator generator;
    private final Optional<Baseline> baseline;
    private final ReportPrinter printer;
    private boolean baselineReported;

    ProcessingFunctionStep(ProcessingEnvironment environment, Sources sources) {
        this.parser = new InterfaceParser(environment.getElementUtils(), environment.getTypeUtils(), sources);
        this.generator = new SourceGenerator(environment.getFiler(), sources::contains);
        this.baseline = Baseline.of(environment.getOptions());
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

    /** A baseline that cannot be read is reported once, not for each interface. */
    private void compare(InterfaceModel model, Baseline former, Report report) {
        if (former.problem().isPresent()) {
            if (!baselineReported) {
                report.add(
                        Problem.BASELINE,
                        model.location(),
                        former.file(),
                        former.problem().get());
            }
            baselineReported = true;
        } else if (report.isClean()) {
            former.of(model.type().canonicalName())
                    .ifPresent(contract -> BaselineRules.check(model, contract, former.file(), report));
        }
    }

    private void generate(InterfaceModel model, Report report) {
        GeneratedNames names = new GeneratedNames(model.type(), model.functions());
        Rules.check(model, names, report);
        baseline.ifPresent(former -> compare(model, former, report));
        if (report.isClean()) {
            generator.generate(model, names, report);
        }
    }
}
