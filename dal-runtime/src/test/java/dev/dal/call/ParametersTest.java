package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.ipc.FormatException;
import dev.dal.table.TableType;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.ElementType;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.ShortTensor;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Fields of call schemas: what is made, what is read of them again. */
class ParametersTest {

    private record Point(String name, long x) {}

    private static final TableType<Point> POINT = TableType.of(Point.class);

    @Test
    void aValueIsAFieldOfItsType() {
        Field x = Parameters.value("x", ValueType.INT64);
        assertThat(x.getName()).isEqualTo("x");
        assertThat(x.getType()).isEqualTo(new ArrowType.Int(64, true));
        assertThat(x.isNullable()).isFalse();
        assertThat(Parameters.metadata(x)).isEmpty();
        Field day = Parameters.value("day", new ArrowType.Date(DateUnit.DAY), true, Map.of("unit", "days"));
        assertThat(day.isNullable()).isTrue();
        assertThat(Parameters.metadata(day)).containsExactly(Map.entry("unit", "days"));
    }

    @Test
    void objectsHaveTheTypeOfIdsAndARole() {
        Map<Field, String> roles = Map.of(
                Parameters.objectId("a", false), "oid",
                Parameters.objectIn("b", false), "in",
                Parameters.objectOut("c", false), "out");
        roles.forEach((field, role) -> {
            assertThat(field.getType())
                    .isEqualTo(Parameters.OBJECT_ID_TYPE)
                    .isEqualTo(new ArrowType.FixedSizeBinary(20));
            assertThat(field.isNullable()).isFalse();
            assertThat(Parameters.metadata(field)).containsExactly(Map.entry("proc:par", role));
            assertThat(Parameters.elementType(field)).isEmpty();
            assertThat(Parameters.dimensionNames(field)).isEmpty();
            assertThat(Parameters.tableSchema(field)).isEmpty();
        });
        assertThat(Parameters.objectId("a", true).isNullable()).isTrue();
        assertThat(Parameters.objectIn("b", true).isNullable()).isTrue();
        assertThat(Parameters.objectOut("c", true).isNullable()).isTrue();
    }

    @Test
    void tensorsTellElementsAndDimensions() {
        Field in = Parameters.tensorIn("uvws", Complex128Tensor.TYPE, "row", "uvw=3");
        assertThat(Parameters.metadata(in))
                .containsOnly(
                        Map.entry("proc:par", "in"),
                        Map.entry("proc:tensor:elem", "complex128"),
                        Map.entry("proc:tensor:dims", "[\"row\",\"uvw=3\"]"));
        assertThat(Parameters.elementType(in)).contains(ElementType.COMPLEX128);
        assertThat(Parameters.dimensionNames(in)).contains(List.of("row", "uvw=3"));
        assertThat(Parameters.tableSchema(in)).isEmpty();
        Field out = Parameters.tensorOut("bits", ByteTensor.BOOL);
        assertThat(Parameters.metadata(out)).containsEntry("proc:par", "out");
        assertThat(Parameters.elementType(out)).contains(ElementType.BOOL);
        assertThat(Parameters.dimensionNames(out)).contains(List.of());
        assertThat(Parameters.tagOut("done")).isEqualTo(Parameters.tensorOut("done", ByteTensor.TYPE));
        assertThat(Parameters.elementType(Parameters.tensorIn("h", ShortTensor.FLOAT16, "i")))
                .contains(ElementType.FLOAT16);
        assertThat(Parameters.elementType(Parameters.tensorIn("z", Complex64Tensor.TYPE)))
                .contains(ElementType.COMPLEX64);
    }

    @Test
    void whatIsNoDimensionIsRefused() {
        assertThatThrownBy(() -> Parameters.tensorIn("xs", LongTensor.TYPE, "i,j"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("i,j");
        assertThatThrownBy(() -> Parameters.tensorOut("xs", LongTensor.TYPE, "complex"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("complex");
    }

    @Test
    void tablesTellTheirColumns() {
        for (Field field : List.of(Parameters.tableIn("points", POINT), Parameters.tableOut("points", POINT))) {
            assertThat(Parameters.tableSchema(field)).contains(POINT.schema());
            assertThat(Parameters.elementType(field)).isEmpty();
        }
        Schema columns = new Schema(List.of(Parameters.value("c", ValueType.FLOAT64)));
        assertThat(Parameters.tableSchema(Parameters.tableIn("t", TableType.of(columns))))
                .contains(columns);
    }

    @Test
    void everyParameterMayBeNullableAndHaveMetadata() {
        Field tensor = Parameters.tensorIn("xs", LongTensor.TYPE, "i");
        Field nullable = Parameters.nullable(tensor);
        assertThat(nullable.isNullable()).isTrue();
        assertThat(Parameters.metadata(nullable)).isEqualTo(Parameters.metadata(tensor));
        Field described = Parameters.withMetadata(nullable, Map.of("unit", "m"));
        assertThat(described.isNullable()).isTrue();
        assertThat(Parameters.metadata(described))
                .containsEntry("unit", "m")
                .containsAllEntriesOf(Parameters.metadata(tensor));
        assertThat(SchemaCompatibility.mismatches(
                        CallSchemas.function("f", nullable), CallSchemas.function("f", described)))
                .isEmpty();
        assertThatThrownBy(() -> Parameters.withMetadata(tensor, Map.of("proc:par", "out")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Metadata of parameter 'xs': found the key 'proc:par'; keys that begin with 'proc:' say what "
                                + "a parameter is.");
    }

    @Test
    void whatIsNoParameterIsRefused() {
        Field noRole = Parameters.value("x", ValueType.INT64.arrowType(), false, Map.of("proc:par", "inout"));
        assertThatThrownBy(() -> Parameters.elementType(noRole))
                .isInstanceOf(FormatException.class)
                .hasMessage("Parameter 'x' has the role 'inout' under 'proc:par'; expected 'in', 'out' or 'oid'.");
        Field noId = Parameters.value("x", ValueType.INT64.arrowType(), false, Map.of("proc:par", "in"));
        assertThatThrownBy(() -> Parameters.tableSchema(noId))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("refers to an object");
    }

    @Test
    void aCallSchemaNamesItsFunction() {
        Schema schema =
                CallSchemas.function("f", List.of(Parameters.value("x", ValueType.BOOL)), Map.of("author", "me"));
        assertThat(CallSchemas.functionName(schema)).isEqualTo("f");
        assertThat(schema.getCustomMetadata()).containsOnly(Map.entry("proc:func", "f"), Map.entry("author", "me"));
        assertThat(CallSchemas.function("f", Parameters.value("x", ValueType.BOOL))
                        .getFields())
                .isEqualTo(schema.getFields());
        assertThatThrownBy(() -> CallSchemas.functionName(new Schema(List.of())))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("A call schema names its function under 'proc:func'");
        Field x = Parameters.value("x", ValueType.BOOL);
        assertThatThrownBy(() -> CallSchemas.function("f", x, x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A function needs a name and parameters of different names; found 'f' with [x, x].");
        assertThatThrownBy(() -> CallSchemas.function(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A function needs a name");
    }

    @Test
    void namesOfElementTypesAreThoseOfNumpy() {
        for (ElementType type : ElementType.values()) {
            assertThat(ElementType.of(type.schemaName())).isEqualTo(type);
        }
        assertThat(ElementType.of("complex64").sizeBytes()).isEqualTo(8);
        assertThat(ElementType.COMPLEX64.isComplex()).isTrue();
        assertThat(ElementType.COMPLEX128.arrowType()).isEqualTo(ElementType.FLOAT64.arrowType());
        assertThatThrownBy(() -> ElementType.of("datetime64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Element type: found 'datetime64'; expected one of bool, int8, ");
    }
}
