package dev.dal.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The names that are generated for an interface. The same interface always gets the same ones. */
public final class GeneratedNames {

    /** The list of all schemas. */
    public static final String ALL = "ALL";

    private final ClassName type;
    private final IdentityHashMap<FunctionModel, FunctionNames> functions = new IdentityHashMap<>();
    private final TableNames tables;

    /**
     * Derives the names.
     *
     * @param type the interface
     * @param functions its functions
     */
    public GeneratedNames(ClassName type, List<FunctionModel> functions) {
        this.type = type;
        List<String> members =
                functions.stream().map(function -> member(function, functions)).toList();
        List<String> constants = NameStyle.CONSTANT.distinct(members, Set.of(ALL));
        List<String> bases = NameStyle.CLASS.distinct(members, Set.of());
        Set<String> taken = inSchemas(constants);
        taken.addAll(TableNames.recordNames(functions));
        List<String> layouts = NameStyle.CLASS.distinct(members, taken);
        taken.addAll(layouts);
        this.tables = new TableNames(schemas(), functions, taken);
        for (int i = 0; i < members.size(); i++) {
            ClassName layout = schemas().nestedClass(layouts.get(i));
            ClassName call = caller().nestedClass(bases.get(i) + "Call");
            ClassName result = caller().nestedClass(bases.get(i) + "Result");
            FunctionModel function = functions.get(i);
            this.functions.put(
                    function, new FunctionNames(function, members.get(i), constants.get(i), layout, call, result));
        }
    }

    /** Names that no class nested in the schemas may have: that of a constant would hide the class. */
    private Set<String> inSchemas(List<String> constants) {
        Set<String> taken = new HashSet<>(constants);
        taken.add(ALL);
        taken.add(schemas().simpleName());
        return taken;
    }

    /** The name of the method; the name in the schema where the first is reserved, or overloaded. */
    private static String member(FunctionModel function, List<FunctionModel> functions) {
        ParameterName name = function.name();
        boolean overloaded = functions.stream()
                        .filter(other -> other.name().java().equals(name.java()))
                        .count()
                > 1;
        boolean named = !name.java().equals(name.schema());
        return FunctionNames.member(
                name,
                candidate -> ReservedNames.isUncallable(candidate)
                        || (overloaded && named && candidate.equals(name.java()))
                        || ReservedNames.inCaller(
                                ReservedNames.signature(candidate, FunctionNames.erasedInputs(function))));
    }

    /**
     * The class of the schemas.
     *
     * @return {@code MathsSchemas}
     */
    public ClassName schemas() {
        return generated("Schemas");
    }

    /**
     * The class that calls.
     *
     * @return {@code MathsCaller}
     */
    public ClassName caller() {
        return generated("Caller");
    }

    /**
     * The class that calls all processors.
     *
     * @return {@code MathsCaller.ToAll}, unlike any call and result, whose names end otherwise
     */
    public ClassName toAll() {
        return caller().nestedClass("ToAll");
    }

    /**
     * The class that serves.
     *
     * @return {@code MathsProcessor}
     */
    public ClassName processor() {
        return generated("Processor");
    }

    /**
     * The class that dispatches.
     *
     * @return {@code MathsProcessor.MathsService}
     */
    public ClassName service() {
        return processor().nestedClass(String.join("_", type.simpleNames()) + "Service");
    }

    /**
     * All top-level classes.
     *
     * @return their names in a fixed order
     */
    public List<ClassName> all() {
        return List.of(schemas(), caller(), processor());
    }

    /**
     * The names for the records of tables.
     *
     * @return names for each record
     */
    public TableNames tables() {
        return tables;
    }

    /**
     * The names for one function.
     *
     * @param function a function of the interface
     * @return its names
     */
    public FunctionNames of(FunctionModel function) {
        FunctionNames names = functions.get(function);
        if (names == null) {
            throw new IllegalArgumentException(function.signature() + " is no function of " + type);
        }
        return names;
    }

    private ClassName generated(String suffix) {
        return ClassName.get(type.packageName(), String.join("_", type.simpleNames()) + suffix);
    }
}
