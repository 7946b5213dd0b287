package dev.dal.processor.validate;

import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.report.Report;

/** All rules. */
public final class Rules {

    private Rules() {}

    /**
     * Checks an interface.
     *
     * @param model the interface
     * @param names the names that would be generated for it
     * @param report what takes the problems
     */
    public static void check(InterfaceModel model, GeneratedNames names, Report report) {
        new FunctionNameRules(model, names, report).check();
        for (FunctionModel function : model.functions()) {
            new ParameterNameRules(function, names.of(function), report).check();
            new LengthRules(function, report).check();
            new DimensionRules(function, report).check();
        }
    }
}
