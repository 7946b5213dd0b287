package dev.dal.call;

import dev.dal.table.TableSchemas;
import dev.dal.tensor.ElementType;
import dev.dal.tensor.Shape;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a call schema, decoded.
 *
 * @param index index of the field
 * @param name name of the parameter
 * @param role what the function does with it
 * @param field the field itself
 * @param nullable whether it may be null
 * @param element element type of a tensor, else null
 * @param dimensions dimensions of a tensor, else empty
 * @param dimensionNames their names
 * @param table schema of a table, else null
 */
record ParameterLayout(
        int index,
        String name,
        Role role,
        Field field,
        boolean nullable,
        @Nullable ElementType element,
        List<Dimension> dimensions,
        List<String> dimensionNames,
        @Nullable Schema table) {

    /** What a function does with a parameter: {@code proc:par}. */
    enum Role {
        /** A value in the call itself. */
        VALUE,
        /** An object id that means nothing to the call. */
        OID,
        /** An object that is read. */
        IN,
        /** An object that is written. */
        OUT;

        /** The name in schemas. */
        String schemaName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isInput() {
        return role == Role.IN;
    }

    boolean isOutput() {
        return role == Role.OUT;
    }

    boolean isTensor() {
        return element != null;
    }

    /** Whether this is an output whose value carries nothing (dal-format.md section 4). */
    boolean isTag() {
        return isOutput() && element == ElementType.INT8 && rank() == 0;
    }

    /** The same object, known to be a tensor whose type the schema does not say. */
    ParameterLayout asTensor(ElementType elements, List<String> dimensionTexts) {
        List<Dimension> parsed = dimensionTexts.stream().map(Dimension::parse).toList();
        List<String> names = parsed.stream().map(Dimension::name).toList();
        return new ParameterLayout(index, name, role, field, nullable, elements, parsed, names, null);
    }

    int rank() {
        return dimensions.size();
    }

    /** The tensor with its lengths, as in {@code a(i=3,k=4)}. */
    String draw(Shape shape) {
        StringJoiner lengths = new StringJoiner(",", name + "(", ")");
        for (int i = 0; i < rank(); i++) {
            lengths.add(dimensions.get(i).name() + "=" + shape.length(i));
        }
        return lengths.toString();
    }

    /** The declaration, as in {@code float64[i,uvw=3]}, {@code int64}, {@code table<id: int32 not null>} or {@code object}. */
    String drawType() {
        if (element != null) {
            StringJoiner lengths = new StringJoiner(",", element.schemaName() + "[", "]");
            dimensions.forEach(dimension -> lengths.add(dimension.toString()));
            return lengths.toString();
        }
        if (table != null) {
            return TableSchemas.describe(table);
        }
        return isInput() || isOutput() ? "object" : TableSchemas.describe(field);
    }
}
