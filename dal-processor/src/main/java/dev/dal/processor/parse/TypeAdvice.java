package dev.dal.processor.parse;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.dal.processor.model.RuntimeNames;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What to write instead of a type that is not supported. */
final class TypeAdvice {

    private static final Map<String, String> TENSORS = Map.of(
            "boolean", "ByteTensor",
            "byte", "ByteTensor",
            "short", "ShortTensor",
            "int", "IntTensor",
            "long", "LongTensor",
            "float", "FloatTensor",
            "double", "DoubleTensor");

    private static final Map<String, String> BOXES = Map.of(
            "java.lang.Boolean", "boolean",
            "java.lang.Byte", "byte",
            "java.lang.Short", "short",
            "java.lang.Integer", "int",
            "java.lang.Long", "long",
            "java.lang.Float", "float",
            "java.lang.Double", "double",
            "java.lang.Character", "String");

    private static final String OBJECT = "@ObjectIn ObjectBuffer";

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("char", "String"),
            Map.entry("java.lang.CharSequence", "String"),
            Map.entry("java.util.UUID", "String"),
            Map.entry("java.net.URI", "String"),
            Map.entry("java.math.BigDecimal", "String"),
            Map.entry("java.math.BigInteger", "String"),
            Map.entry("java.nio.ByteBuffer", "byte[]"),
            Map.entry("java.util.Date", "Instant"),
            Map.entry("java.time.ZonedDateTime", "Instant"),
            Map.entry("java.time.OffsetDateTime", "Instant"),
            Map.entry("java.time.LocalDateTime", "Instant"),
            Map.entry("java.util.OptionalInt", "Integer"),
            Map.entry("java.util.OptionalLong", "Long"),
            Map.entry("java.util.OptionalDouble", "Double"),
            Map.entry("dev.dal.connection.Ref", OBJECT),
            Map.entry("dev.dal.connection.BufferRef", OBJECT),
            Map.entry("dev.dal.store.memory.Region", OBJECT));

    private static final Set<ClassName> COLLECTIONS = Set.of(
            ClassName.get("java.lang", "Iterable"),
            ClassName.get("java.util", "Collection"),
            ClassName.get("java.util", "List"),
            ClassName.get("java.util", "ArrayList"),
            ClassName.get("java.util", "Set"));

    private static final Set<ClassName> REFERENCES =
            Set.of(RuntimeNames.TENSOR_REF, RuntimeNames.TENSOR_SOURCE, RuntimeNames.TENSOR_OUTPUT);

    private static final Set<ClassName> TABLES =
            Set.of(RuntimeNames.TABLE, RuntimeNames.TABLE_REF, RuntimeNames.TABLE_SOURCE, RuntimeNames.TABLE_OUTPUT);

    private static final String LABELS = "i,j,k,l,m,n,o,p";

    private TypeAdvice() {}

    /** What to write instead of a parameter's type. */
    static String parameter(TypeMirror type) {
        return value(type)
                .or(() -> tensor(type, 0))
                .or(() -> rows(type))
                .or(() -> referenced(type))
                .map(better -> "Declare it as " + better + ".")
                .orElse("Pass several values or a tensor instead.");
    }

    /** What to write instead of the type of a parameter with the role of a table. */
    static String tableParameter(TypeMirror type, boolean isInput) {
        if (TypeNames.isTensor(type)) {
            return "Use " + (isInput ? Role.TENSOR_IN : Role.TENSOR_OUT) + " instead.";
        }
        Optional<Role> needed = Role.soleOf(type).filter(role -> role != Role.TABLE_IN);
        if (needed.isPresent()) {
            return "Use " + needed.get() + " instead.";
        }
        Optional<TypeMirror> row =
                TypeNames.classOf(type).filter(TABLES::contains).isPresent()
                        ? firstArgument(type)
                        : elementOf(type).or(() -> Optional.of(type));
        String table = isInput ? "Table" : "TableOutput";
        return row.filter(TypeAdvice::isRecord)
                .map(record -> "Declare it as " + table + "<" + TypeNames.shortForm(record) + ">.")
                .orElse("Change the type.");
    }

    /** What to write instead of the type of a component of a record. */
    static String column(TypeMirror type) {
        if (type.getKind().isPrimitive() && type.getKind() != TypeKind.CHAR) {
            return "Declare it as " + TypeName.get(type).box() + ".";
        }
        if (isRecord(type)) {
            return "Make components of its components instead.";
        }
        return value(type)
                .or(() -> listInstead(type))
                .map(better -> "Declare it as " + better + ".")
                .orElse("Make several components of it instead.");
    }

    /** A List instead of an array of objects; constants of enums go by their names. */
    private static Optional<String> listInstead(TypeMirror type) {
        return elementOf(type)
                .filter(element -> ColumnTypeResolver.isElement(element) || isOf(element, ElementKind.ENUM))
                .map(element -> isOf(element, ElementKind.ENUM) ? "String" : TypeNames.shortForm(element))
                .map(element -> "List<" + element + ">");
    }

    private static boolean isRecord(TypeMirror type) {
        return isOf(type, ElementKind.RECORD);
    }

    private static boolean isOf(TypeMirror type, ElementKind kind) {
        return type.getKind() == TypeKind.DECLARED && MoreTypes.asElement(type).getKind() == kind;
    }

    /** A table instead of a collection or array of records. */
    private static Optional<String> rows(TypeMirror type) {
        return elementOf(type)
                .filter(TypeAdvice::isRecord)
                .map(record -> "@TableIn Table<" + TypeNames.shortForm(record) + ">");
    }

    /** What to write instead of the type of a parameter with the role of a tensor. */
    static String tensorParameter(TypeMirror type, String role) {
        if (TypeNames.isA(type, RuntimeNames.TAG_TYPE)) {
            return "Remove @" + role + ": a Tag is an output without it.";
        }
        Optional<Role> needed = Role.soleOf(type).filter(sole -> !sole.isTensor());
        if (needed.isPresent()) {
            return "Use " + needed.get() + " instead.";
        }
        return ValueTypeResolver.resolve(type).isPresent()
                ? "Change the type, or remove @" + role + "."
                : tensor(type, 0)
                        .or(() -> referenced(type))
                        .map(better -> "Declare it as " + better.substring(better.lastIndexOf(' ') + 1) + ".")
                        .orElse("Change the type.");
    }

    /** What to write instead of a return type. */
    static String result(TypeMirror type) {
        if (TypeNames.isTensor(type)) {
            return "Add @TensorOut to the method.";
        }
        return Optional.ofNullable(BOXES.get(nameOf(type)))
                .map(primitive -> "Declare it as " + primitive + ".")
                .orElse("Return void, and take a parameter with @TensorOut.");
    }

    private static Optional<String> value(TypeMirror type) {
        String name = nameOf(type);
        return Optional.ofNullable(BOXES.get(name)).or(() -> Optional.ofNullable(OTHERS.get(name)));
    }

    /** A tensor instead of an array or collection of numbers, nested or not. */
    private static Optional<String> tensor(TypeMirror type, int rank) {
        Optional<TypeMirror> element = elementOf(type);
        if (element.isPresent()) {
            return tensor(element.get(), rank + 1);
        }
        String name = nameOf(type);
        String tensor = TENSORS.get(BOXES.getOrDefault(name, name));
        return rank == 0 || rank > 8 || tensor == null
                ? Optional.empty()
                : Optional.of("@TensorIn(\"" + LABELS.substring(0, 2 * rank - 1) + "\") " + tensor);
    }

    private static Optional<TypeMirror> elementOf(TypeMirror type) {
        if (type.getKind() == TypeKind.ARRAY) {
            return Optional.of(MoreTypes.asArray(type).getComponentType());
        }
        return TypeNames.classOf(type).filter(COLLECTIONS::contains).flatMap(collection -> firstArgument(type));
    }

    /** A tensor instead of a reference to one. */
    private static Optional<String> referenced(TypeMirror type) {
        return TypeNames.classOf(type)
                .filter(REFERENCES::contains)
                .flatMap(reference -> firstArgument(type))
                .filter(TypeNames::isTensor)
                .flatMap(TypeNames::classOf)
                .map(tensor -> "@TensorIn(\"i\") " + tensor.simpleName());
    }

    private static Optional<TypeMirror> firstArgument(TypeMirror type) {
        return MoreTypes.asDeclared(type).getTypeArguments().stream()
                .<TypeMirror>map(argument -> argument)
                .findFirst();
    }

    private static String nameOf(TypeMirror type) {
        return TypeNames.classOf(type)
                .map(ClassName::canonicalName)
                .orElseGet(() -> type.getKind().name().toLowerCase(Locale.ROOT));
    }
}
