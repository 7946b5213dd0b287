package dev.dal.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.dal.processor.model.Documentation;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.TableField;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.model.ValueField;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Javadoc comment in the making: paragraphs, then block tags. */
final class Doc {

    private final CodeBlock.Builder text = CodeBlock.builder();
    private final CodeBlock.Builder params = CodeBlock.builder();
    private final CodeBlock.Builder tags = CodeBlock.builder();

    private Doc() {}

    /** Begins a comment with a sentence. */
    static Doc of(String format, Object... args) {
        Doc doc = new Doc();
        doc.text.add(format, args);
        return doc;
    }

    /** Begins a comment with what the user wrote, if anything, followed by a sentence. */
    static Doc of(Documentation user, String format, Object... args) {
        if (user.description().isEmpty()) {
            return of(format, args);
        }
        return of("$L", user.description()).paragraph(format, args);
    }

    /** Adds a paragraph. */
    Doc paragraph(String format, Object... args) {
        text.add("\n\n<p>").add(format, args);
        return this;
    }

    /** Adds what the user wrote, as paragraphs of its own. */
    Doc paragraphs(String user) {
        if (!user.isEmpty()) {
            text.add(user.startsWith("<") ? "\n\n$L" : "\n\n<p>$L", user);
        }
        return this;
    }

    /** Adds the description of a parameter. */
    Doc param(String name, String format, Object... args) {
        params.add("\n@param $L ", name).add(format, args);
        return this;
    }

    /** Adds the description of an input. */
    Doc input(FunctionModel function, String name, Field input) {
        return param(name, "$L$L", describe(function, input), nullNote(input));
    }

    /** Adds the description of the result. */
    Doc returns(String format, Object... args) {
        tags.add("\n@return ").add(format, args);
        return this;
    }

    /** Adds the condition of an exception. */
    Doc throwing(Class<? extends Exception> exception, String format, Object... args) {
        tags.add("\n@throws $T ", exception).add(format, args);
        return this;
    }

    /** Adds why the thing is deprecated, if it is. */
    Doc deprecated(Optional<String> reason) {
        reason.ifPresent(text -> tags.add("\n@deprecated $L", text));
        return this;
    }

    CodeBlock build() {
        CodeBlock blocks = params.build().toBuilder().add(tags.build()).build();
        return blocks.isEmpty()
                ? text.build()
                : CodeBlock.builder().add(text.build()).add("\n").add(blocks).build();
    }

    /** What the user says of a field or, failing that, what the schema says. */
    static String describe(FunctionModel function, Field field) {
        Optional<String> user = field instanceof TensorField tensor
                        && (tensor.role() == TensorRole.SCALAR || tensor.role() == TensorRole.RETURNED)
                ? function.documentation().result()
                : function.documentation().parameter(field.name().java());
        return user.orElseGet(
                () -> "the " + kind(field) + " {@code " + field.name().schema() + "}, {@code " + type(field) + "}");
    }

    /** What is said of an input that may be null, after its description. */
    private static String nullNote(Field input) {
        return input.nullable() ? "; may be null" : "";
    }

    private static String kind(Field field) {
        if (field instanceof ValueField) {
            return "value";
        }
        return field.isInput() ? "input" : "output";
    }

    /** The function as a line, for example {@code simple_fn(x: int64, ys: int64[i]) -> (zs: int64[i])}. */
    static String signature(FunctionModel function) {
        return function.name().schema() + "(" + fields(function.inputs(), ", ") + ") -> ("
                + fields(function.outputs(), ", ") + ")";
    }

    /** The function as lines, one for each field. */
    static String signatureLines(FunctionModel function) {
        String separator = ",\n    ";
        return function.name().schema() + "(\n    " + fields(function.inputs(), separator) + ")\n    -> ("
                + fields(function.outputs(), separator + "    ") + ")";
    }

    private static String fields(List<? extends Field> fields, String separator) {
        return fields.stream()
                .map(field -> field.name().schema() + ": " + type(field))
                .collect(Collectors.joining(separator));
    }

    private static String type(Field field) {
        return typeWithoutNull(field) + (field.nullable() ? "?" : "");
    }

    private static String typeWithoutNull(Field field) {
        if (field instanceof ValueField value) {
            return value.type().schemaName();
        }
        if (field instanceof TableField table) {
            return "table<" + String.join(".", table.table().record().simpleNames()) + ">";
        }
        return field instanceof TensorField tensor ? tensorType(tensor) : "object";
    }

    private static String tensorType(TensorField tensor) {
        return switch (tensor.role()) {
            case TAG, ADDED_TAG -> "tag";
            case SCALAR -> tensor.type().schemaName();
            case INPUT, REFERENCE, ALLOCATED, SINK, RETURNED ->
                tensor.dimensions()
                        .draw(tensor.type().schemaName())
                        .replace('(', '[')
                        .replace(')', ']');
        };
    }
}
