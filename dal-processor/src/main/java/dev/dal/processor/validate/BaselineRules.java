package dev.dal.processor.validate;

import dev.dal.processor.contract.Change;
import dev.dal.processor.contract.Contract;
import dev.dal.processor.contract.ContractComparison;
import dev.dal.processor.contract.InterfaceContract;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.Optional;

/** An interface still fits callers that were built from its baseline. */
public final class BaselineRules {

    private final InterfaceModel model;

    private BaselineRules(InterfaceModel model) {
        this.model = model;
    }

    /**
     * Compares an interface with its baseline: what no longer fits is an error, other changes are notes.
     *
     * @param model an interface without errors
     * @param baseline its former contract
     * @param file where that was read from, for messages
     * @param report what takes the changes
     */
    public static void check(InterfaceModel model, Contract baseline, String file, Report report) {
        BaselineRules rules = new BaselineRules(model);
        for (Change change : ContractComparison.changes(baseline, InterfaceContract.of(model))) {
            Problem problem = change.compatible() ? Problem.COMPATIBLE_CHANGE : Problem.INCOMPATIBLE_CHANGE;
            report.add(problem, rules.locationOf(change), baseline.interfaceName(), file, change.text());
        }
    }

    /** The parameter that changed or, where it is gone, its function or interface. */
    private Location locationOf(Change change) {
        Optional<FunctionModel> function = model.functions().stream()
                .filter(candidate -> candidate.name().schema().equals(change.function()))
                .findFirst();
        Optional<Field> field = function.flatMap(found -> found.fields().stream()
                .filter(candidate -> change.parameter()
                        .filter(candidate.name().schema()::equals)
                        .isPresent())
                .findFirst());
        return field.map(found -> found.name().location())
                .or(() -> function.map(found -> found.name().location()))
                .orElse(model.location());
    }
}
