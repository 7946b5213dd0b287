package dev.dal.processor.report;

import java.util.Locale;
import javax.tools.Diagnostic;

/**
 * The catalogue of everything that the processor reports.
 *
 * <p>Each entry has an id that never changes, which users search for and name in {@code @SuppressWarnings}, and a text
 * of the form "rule with the user's own names. Found …; expected …. Remedy." Each has an entry in
 * {@code docs/guide/troubleshooting.md} and a test.
 */
public enum Problem {
    // ---- interfaces

    /** A function outside an interface: name, "in" or "as", kind and name of what was found. */
    NOT_INTERFACE(
            "DalNotInterface",
            "@ProcessingFunction '%s' must be declared %s an interface. Found %s '%s'. Declare the functions in an"
                    + " interface that the class implements."),

    /** An interface with a type parameter: interface, parameter. */
    GENERIC_INTERFACE(
            "DalGenericInterface",
            "Interface '%s' must not be generic. Found type parameter '%s'; expected none. Annotate an interface that"
                    + " extends it with concrete types instead."),

    /** An interface that the generated classes cannot see: interface, kind and name of the private type. */
    PRIVATE_INTERFACE(
            "DalPrivateInterface",
            "Interface '%s' must be visible to the classes generated in its package. Found private %s '%s'; expected"
                    + " another visibility. Remove 'private'."),

    /** An interface without functions: its name. */
    NO_FUNCTIONS(
            "DalNoFunctions",
            "Interface '%s' has no processing function. Found no abstract method; expected at least one. Declare one,"
                    + " or remove @ProcessingFunction."),

    /** A generated class whose name is taken: class, interface, what has the name. */
    GENERATED_NAME(
            "DalGeneratedName",
            "Class '%s' is generated for interface '%s' and must not exist otherwise. Found %s; expected nothing of"
                    + " that name. Rename one of the two."),

    /** An abstract method from java.*: interface, method, its interface, that again. */
    INHERITED_METHOD(
            "DalInheritedMethod",
            "Interface '%s' inherits abstract method '%s' from '%s', which cannot be a processing function. Override it"
                    + " with a default method, or do not extend '%s'."),

    /** A method from two unrelated interfaces: interface, method, the two, interface. */
    INHERITED_TWICE(
            "DalInheritedTwice",
            "Interface '%s' inherits function '%s' from both '%s' and '%s'. Found two declarations; expected one."
                    + " Redeclare it in '%s'."),

    // ---- functions

    /** An annotated method that cannot be a function: method, what was found. */
    NOT_ABSTRACT(
            "DalNotAbstract",
            "Method '%s' cannot be a processing function. Found %s; expected an abstract method that"
                    + " java.lang.Object does not have. Remove @ProcessingFunction."),

    /** A method with a type parameter: method, parameter. */
    GENERIC_FUNCTION(
            "DalGenericFunction",
            "Function '%s' must not be generic. Found type parameter '%s'; expected none. Use concrete types."),

    /** Two functions of one name: name, interface, the other method. */
    DUPLICATE_FUNCTION(
            "DalDuplicateFunction",
            "'%s' is declared twice in '%s'; the other is %s. Give one @ProcessingFunction(\"…\")."),

    /** A name that is no identifier: name, annotation, annotation, an example. */
    BAD_NAME(
            "DalBadName",
            "'%s' in @%s is not a name. Expected letters, digits and underscores, the first no digit, e.g."
                    + " @%s(\"%s\")."),

    /** A name whose generated method clashes: kind, name, method, class, reason, annotation. */
    RESERVED_NAME(
            "DalReservedName",
            "%s '%s' would become method '%s' of '%s', where %s. Give it another name with @%s(\"…\")."),

    /** A thrown type that is no exception: function, type. */
    THROWN_TYPE(
            "DalThrownType",
            "Function '%s' must throw exceptions only. Found '%s'; expected subclasses of java.lang.Exception. Declare"
                    + " one of those."),

    /** A return type that is not supported: function, type, remedy. */
    RETURN_TYPE(
            "DalReturnType",
            "Function '%s' has a result that cannot be passed. Found '%s'; expected void, boolean, byte, short, int,"
                    + " long, float, double or a tensor with @TensorOut on the method. %s"),

    /** TensorOut on a method that returns no tensor: function, type, tensor classes. */
    RESULT_ROLE(
            "DalResultRole",
            "@TensorOut on method '%s' describes a tensor that it returns. Found return type '%s'; expected %s. Put the"
                    + " annotation on a parameter, or remove it."),

    // ---- parameters

    /** A tensor, table or object without a role: parameter, function, type, roles. */
    UNANNOTATED_PARAMETER(
            "DalUnannotatedParameter", "Parameter '%s' of '%s' is of type %s, which needs a role. Expected %s."),

    /** Two roles: parameter, function, the roles in their order. */
    CONFLICTING_ROLES("DalConflictingRoles", "Parameter '%s' of '%s' has both @%s and @%s. Keep one."),

    /** A role on what is no tensor: parameter, function, role, type, legal types, remedy. */
    TENSOR_TYPE(
            "DalTensorType",
            "Parameter '%s' of '%s' has the role @%s, which its type does not fit. Found '%s'; expected %s. %s"),

    /** A sink without a tensor class: parameter, function, type, tensor classes. */
    TENSOR_OUTPUT(
            "DalTensorOutput",
            "Parameter '%s' of '%s' does not say which tensors it takes. Found '%s'; expected TensorOutput<T> where T"
                    + " is %s."),

    /** A role of tables on what is none: parameter, function, role, type, legal types, remedy. */
    TABLE_TYPE(
            "DalTableType",
            "Parameter '%s' of '%s' has the role %s, which its type does not fit. Found '%s'; expected %s. %s"),

    /** A table without a record: parameter, function, type, class. */
    ROW_TYPE(
            "DalRowType",
            "Parameter '%s' of '%s' does not say what a row of its table is. Found '%s'; expected %s<R>, where R is a"
                    + " record that has components and no type parameters."),

    /** A component that cannot be a column: component, record, type, legal types, remedy. */
    COLUMN_TYPE(
            "DalColumnType",
            "Component '%s' of record '%s' has a type that no column has. Found '%s'; expected %s. %s"),

    /** Two columns of one name: name, record, the two components. */
    DUPLICATE_COLUMN(
            "DalDuplicateColumn",
            "Column name '%s' occurs twice in record '%s'. Found it for '%s' and for '%s'; expected different names."
                    + " Give one another @Name(\"…\")."),

    /** A reference without a tensor class: parameter, function, type, tensor classes. */
    TENSOR_REF(
            "DalTensorRef",
            "Parameter '%s' of '%s' does not say which tensor it refers to. Found '%s'; expected TensorRef<T> where T"
                    + " is %s."),

    /** A role of objects on what is none: parameter, function, role, type, legal type, remedy. */
    OBJECT_TYPE(
            "DalObjectType",
            "Parameter '%s' of '%s' has the role %s, which its type does not fit. Found '%s'; expected %s. %s"),

    /** An element type that the class cannot hold: element type, class, subject, legal ones, element type, class. */
    ELEMENT_TYPE(
            "DalElementType",
            "Elements of type %s do not fit into the %s %s. Expected %s. Elements of type %s need a %s."),

    /** A type that cannot be passed: parameter, function, type, legal types, remedy. */
    VALUE_TYPE("DalValueType", "Parameter '%s' of '%s' has a type that cannot be passed. Found '%s'; expected %s. %s"),

    /** A type that generated code cannot name: type, parameter, function, its visibility, package. */
    INACCESSIBLE_TYPE(
            "DalInaccessibleType",
            "Type '%s' of parameter '%s' of '%s' must be visible to the generated classes. Found %s type; expected one"
                    + " that package '%s' can use. Make it public."),

    /** Nullability where it cannot be: subject, annotation, remedy. */
    NULLABLE("DalNullable", "%s cannot be null. Found @%s; expected a type without it. %s"),

    /** A parameter without a name: its position, method, interface, name found. */
    UNNAMED_PARAMETER(
            "DalUnnamedParameter",
            "Parameter %s of inherited '%s' has no name, as '%s' was compiled without its parameter names. Found '%s';"
                    + " expected a name of its own. Compile it with -parameters, or add @Name(\"…\") there."),

    /** Two parameters of one name: name, function, the two. */
    DUPLICATE_PARAMETER(
            "DalDuplicateParameter",
            "Parameter name '%s' occurs twice in '%s'. Found it for '%s' and for '%s'; expected different names. Give"
                    + " one another @Name(\"…\")."),

    /** A parameter named like an automatic output: name, function, what the output is for. */
    AUTOMATIC_OUTPUT(
            "DalAutomaticOutput",
            "Parameter name '%s' of '%s' is the name of the output that is added %s. Give the parameter another"
                    + " @Name(\"…\")."),

    // ---- dimensions

    /** No dimension label: text, annotation, annotation. */
    BAD_DIMENSION(
            "DalBadDimension",
            "'%s' in @%s is not a dimension label. Expected a name, e.g. @%s(\"i\"), or a name with its length, e.g."
                    + " \"i=3\"."),

    /** The name complex: tensor, annotation. */
    RESERVED_DIMENSION(
            "DalReservedDimension",
            "Dimension 'complex' of '%s' is reserved for the two parts of complex numbers, where it is added without"
                    + " being declared. Remove it from @%s, or choose another name."),

    /** A dimension twice in a tensor: dimension, tensor, function, drawing. */
    DUPLICATE_DIMENSION(
            "DalDuplicateDimension",
            "Dimension '%s' occurs twice in '%s' of '%s'. Found %s; expected different names. Rename one."),

    /** Too many dimensions: tensor, function, number. */
    RANK("DalRank", "'%s' of '%s' has too many dimensions. Found %s; expected at most 8. Join some."),

    /** A fixed length that is none: length, dimension. */
    FIXED_LENGTH(
            "DalFixedLength",
            "Length '%s' of dimension '%s' is out of range. Expected a number from 1 to 9223372036854775807."),

    /** A length from nowhere: dimension, function, name, legal names, suggestion. */
    UNKNOWN_LENGTH(
            "DalUnknownLength",
            "Dimension '%s' takes its length from a parameter that '%s' does not have. Found '%s'; expected %s.%s"),

    /** A length that is no number: dimension, parameter, type. */
    LENGTH_TYPE(
            "DalLengthType",
            "Dimension '%s' takes its length from parameter '%s', which is no integral value. Found %s; expected byte,"
                    + " short, int or long. Change its type, or name another parameter."),

    /** A length from a parameter for a tensor that has one: dimension, tensor, reason, label, dimension. */
    BOUND_LENGTH(
            "DalBoundLength",
            "Dimension '%s' of '%s' cannot take its length from a parameter: %s. Found \"%s\"; expected a name, or a"
                    + " name with a number. Write \"%s\"."),

    /** Two lengths for one name: dimension, function, the two. */
    CONFLICTING_LENGTHS(
            "DalConflictingLengths",
            "Dimension '%s' has two lengths in '%s', where equal names mean equal lengths. Found %s and %s; expected"
                    + " one. Rename one dimension, or make them agree."),

    /** An output of unknown length: dimension, output, function, output, drawings, class, dimension, suggestion. */
    UNBOUND_DIMENSION("DalUnboundDimension", """
            Dimension '%s' of output '%s' occurs in no input of '%s' that is always there, so '%s' cannot be allocated.
               Found: %s
              Inputs: %s
            Declare the parameter as TensorOutput<%s>, or fix the length: "%s=3".%s"""),

    // ---- changes since the baseline

    /** A change that callers notice: interface, baseline, what was expected and found. */
    INCOMPATIBLE_CHANGE(
            "DalIncompatibleChange",
            "Callers built from the baseline of '%s' in '%s' would no longer fit: %s. Restore it, or declare a further"
                    + " function under a new name. To give up those callers, replace the entry in the baseline."),

    /** A change that callers do not notice: interface, baseline, what was expected and found. */
    COMPATIBLE_CHANGE(
            Severity.NOTE,
            "DalCompatibleChange",
            "Changed since the baseline of '%s' in '%s', in a way that fits callers built from it: %s."),

    /** A baseline that cannot be read: file, reason. */
    BASELINE(
            "DalBaseline",
            "Baseline '%s' cannot be read. Found: %s; expected a contract META-INF/dal/<interface>.json that was"
                    + " written earlier, or an array of such. Correct -Adal.baseline, or the file."),

    // ---- warnings: what is generated works

    /** A name without effect: annotation, where, why. */
    UNUSED_NAME(
            Severity.WARNING,
            "DalUnusedName",
            "@%s on %s has no effect: %s. Remove it, or add @SuppressWarnings(\"DalUnusedName\")."),

    /** A role without effect: annotation, parameter, where, why. */
    UNUSED_ROLE(
            Severity.WARNING,
            "DalUnusedRole",
            "@%s on %s has no effect: %s. Remove it, or add @SuppressWarnings(\"DalUnusedRole\")."),

    /** zeroed without effect: tensor, why. */
    UNUSED_ZEROED(
            Severity.WARNING,
            "DalUnusedZeroed",
            "zeroed = false for %s has no effect: %s. Remove it, or add" + " @SuppressWarnings(\"DalUnusedZeroed\")."),

    // ---- not the interface's fault

    /** A file that cannot be written: class, reason. */
    WRITE_FAILED(
            "DalWriteFailed",
            "Generated class '%s' cannot be written. Found: %s; expected a writable directory for generated sources."
                    + " Check its permissions and the room on its disk."),

    /** A fault of the processor: type, trace. */
    INTERNAL(
            "DalInternal",
            "dal-processor failed on '%s', which is a fault of its own. Please report it to the maintainers of dal,"
                    + " with the interface and this trace:\n%s");

    private enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    private final Severity severity;
    private final String id;
    private final String template;
    private final int gaps;

    Problem(String id, String template) {
        this(Severity.ERROR, id, template);
    }

    Problem(Severity severity, String id, String template) {
        this.severity = severity;
        this.id = id;
        this.template = template;
        this.gaps = template.split("%s", -1).length - 1;
    }

    /**
     * The id that stands in brackets before each message.
     *
     * @return a name beginning with {@code Dal}
     */
    public String id() {
        return id;
    }

    /**
     * Whether nothing is generated for a type with this problem.
     *
     * @return false for a warning or note
     */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /**
     * How the compiler shows it.
     *
     * @return error, warning or note
     */
    Diagnostic.Kind kind() {
        return switch (severity) {
            case ERROR -> Diagnostic.Kind.ERROR;
            case WARNING -> Diagnostic.Kind.WARNING;
            case NOTE -> Diagnostic.Kind.NOTE;
        };
    }

    /**
     * The message without the id.
     *
     * @param facts what fills the gaps, in their order
     * @return the text for the user
     */
    String text(Object... facts) {
        if (facts.length != gaps) {
            throw new IllegalArgumentException(id + " has " + gaps + " gaps, but was given " + facts.length + " facts");
        }
        return String.format(Locale.ROOT, template, facts);
    }
}
