package dev.dal.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The names that are generated for one function. */
public final class FunctionNames {

    /** The index of the function, beside the indices of its fields. */
    public static final String FUNCTION = "FUNCTION";

    private final String member;
    private final String constant;
    private final ClassName layout;
    private final ClassName call;
    private final ClassName result;
    private final Map<String, String> members = new LinkedHashMap<>();
    private final Map<String, String> constants = new LinkedHashMap<>();

    FunctionNames(
            FunctionModel function,
            String member,
            String constant,
            ClassName layout,
            ClassName call,
            ClassName result) {
        this.member = member;
        this.constant = constant;
        this.layout = layout;
        this.call = call;
        this.result = result;
        List<Field> fields = function.fields();
        for (Field field : fields) {
            Predicate<String> reserved = name -> ReservedNames.isKeyword(name) || isReserved(function, field, name);
            members.put(field.name().schema(), member(field.name(), reserved));
        }
        List<String> distinct =
                NameStyle.CONSTANT.distinct(fields.stream().map(this::member).toList(), Set.of(FUNCTION));
        for (int i = 0; i < distinct.size(); i++) {
            constants.put(fields.get(i).name().schema(), distinct.get(i));
        }
    }

    private static boolean isReserved(FunctionModel function, Field field, String name) {
        return isReservedInCall(function, field, name) || isReservedInResult(function, field, name);
    }

    /**
     * Whether a call has a method of a name anyway, so that no component of it may have it.
     *
     * @param function the function
     * @param field a field of the function
     * @param name the name of a method without parameters
     * @return whether another method has it; false for a field that is no component of calls
     */
    public static boolean isReservedInCall(FunctionModel function, Field field, String name) {
        boolean optional = function.inputs().stream().allMatch(Field::nullable);
        return (field.isInput() || field.nullable())
                && ReservedNames.inCall(ReservedNames.signature(name, List.of()), optional);
    }

    /**
     * Whether a result has a method of a name anyway, so that no output may have it.
     *
     * @param function the function
     * @param field one of its fields
     * @param name the name of a method without parameters
     * @return whether another method has it; false for an input
     */
    public static boolean isReservedInResult(FunctionModel function, Field field, String name) {
        if (field.isInput()) {
            return false;
        }
        String signature = ReservedNames.signature(name, List.of());
        Optional<TensorField> automatic = function.automaticOutput();
        return ReservedNames.inResult(signature, function.soleOutput().isPresent())
                || (automatic.isPresent()
                        && !automatic.get().equals(field)
                        && automatic.get().name().java().equals(name));
    }

    /**
     * The name of a method for a function or field: its name in Java or, where that is reserved, in the schema.
     *
     * @param name the names
     * @param reserved whether a name cannot be used
     * @return the name to use, which is still a reserved one where both are
     */
    static String member(ParameterName name, Predicate<String> reserved) {
        return reserved.test(name.java()) && !reserved.test(name.schema()) ? name.schema() : name.java();
    }

    /**
     * The erased types of the inputs as parameters of a method of the caller.
     *
     * @param function a function
     * @return types without arguments, in the order of the inputs
     */
    public static List<TypeName> erasedInputs(FunctionModel function) {
        return function.inputs().stream()
                .map(FunctionNames::inputType)
                .map(type -> type instanceof ParameterizedTypeName generic ? generic.rawType() : type)
                .toList();
    }

    /**
     * The type in which a caller takes an input.
     *
     * @param input an input
     * @return the type of the value, the source of the tensor or table, or a reference to the object
     */
    public static TypeName inputType(Field input) {
        if (input instanceof TensorField tensor) {
            return ParameterizedTypeName.get(
                    RuntimeNames.TENSOR_SOURCE, tensor.type().tensorClass());
        }
        if (input instanceof TableField table) {
            return ParameterizedTypeName.get(
                    RuntimeNames.TABLE_SOURCE, table.table().record());
        }
        return input instanceof ValueField value ? value.javaType() : RuntimeNames.REF;
    }

    /**
     * An input as a parameter, with the annotation by which it may be null, if any.
     *
     * @param input an input
     * @param name the name of the parameter
     * @return the parameter
     */
    public static ParameterSpec inputParameter(Field input, String name) {
        return ParameterSpec.builder(input.nullness().on(inputType(input)), name)
                .addAnnotations(input.nullness().onParameter())
                .build();
    }

    /**
     * The method that calls the function.
     *
     * @return its name
     */
    public String member() {
        return member;
    }

    /**
     * The method that calls the function several times.
     *
     * @return its name
     */
    public String batchMember() {
        return member + "Batch";
    }

    /**
     * The constant of the function's schema.
     *
     * @return its name
     */
    public String constant() {
        return constant;
    }

    /**
     * The class of the indices of the function's fields.
     *
     * @return its name
     */
    public ClassName layout() {
        return layout;
    }

    /**
     * The record of the function's inputs.
     *
     * @return its name
     */
    public ClassName call() {
        return call;
    }

    /**
     * The class that collects the inputs.
     *
     * @return its name
     */
    public ClassName builder() {
        return call.nestedClass("Builder");
    }

    /**
     * The class of the function's outputs.
     *
     * @return its name
     */
    public ClassName result() {
        return result;
    }

    /**
     * The method that gives an input or output.
     *
     * @param field a field of the function
     * @return its name
     */
    public String member(Field field) {
        return members.getOrDefault(field.name().schema(), field.name().java());
    }

    /**
     * The method of a call, and of its builder, that leaves out an output.
     *
     * @param output a nullable output of the function
     * @return its name
     */
    public String without(Field output) {
        String name = member(output);
        return "without" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /**
     * The constant that is the index of a field.
     *
     * @param field a field of the function
     * @return its name in {@link #layout()}
     */
    public String constant(Field field) {
        String name = constants.get(field.name().schema());
        if (name == null) {
            throw new IllegalArgumentException(field.name().java() + " is no field of " + member);
        }
        return name;
    }
}
