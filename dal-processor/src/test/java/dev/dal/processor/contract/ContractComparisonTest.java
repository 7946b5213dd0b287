package dev.dal.processor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.call.CallSchemas;
import dev.dal.call.Parameters;
import dev.dal.call.SchemaCompatibility;
import dev.dal.call.ValueType;
import dev.dal.ipc.SchemaCodec;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** The comparison of contracts, beside the runtime library's comparison of schemas. */
class ContractComparisonTest {

    /** One parameter of each kind, and of tensors and tables several that differ in one respect. */
    private static List<Field> parameters(String name) {
        List<Field> fields = new ArrayList<>();
        for (ValueType type : ValueType.values()) {
            fields.add(Parameters.value(name, type));
        }
        fields.add(Parameters.objectId(name, false));
        fields.add(Parameters.objectIn(name, false));
        fields.add(Parameters.objectOut(name, false));
        fields.add(Parameters.tensorIn(name, LongTensor.TYPE, "i"));
        fields.add(Parameters.tensorIn(name, LongTensor.UINT64, "i"));
        fields.add(Parameters.tensorIn(name, DoubleTensor.TYPE, "i"));
        fields.add(Parameters.tensorIn(name, DoubleTensor.TYPE, "j"));
        fields.add(Parameters.tensorIn(name, DoubleTensor.TYPE, "i=3"));
        fields.add(Parameters.tensorIn(name, DoubleTensor.TYPE, "i", "j"));
        fields.add(Parameters.tensorIn(name, DoubleTensor.TYPE));
        fields.add(Parameters.tensorOut(name, DoubleTensor.TYPE, "i"));
        fields.add(Parameters.tensorOut(name, ByteTensor.BOOL, "i"));
        fields.add(Parameters.tagOut(name));
        ArrowType number = new ArrowType.Int(32, true);
        Field id = Field.notNullable("id", number);
        Field height = Field.nullable(
                "height", new ArrowType.FloatingPoint(org.apache.arrow.vector.types.FloatingPointPrecision.DOUBLE));
        Field list = new Field("height", FieldType.nullable(new ArrowType.List()), List.of(id));
        fields.add(table(name, id, height));
        fields.add(table(name, height, Field.nullable("id", number)));
        fields.add(table(name, id));
        fields.add(table(name, id, list));
        Field x = Field.nullable("x", number);
        Field y = Field.nullable("y", new ArrowType.Int(64, true));
        FieldType struct = FieldType.nullable(new ArrowType.Struct());
        fields.add(table(name, new Field("place", struct, List.of(x, y))));
        fields.add(table(name, new Field("place", struct, List.of(y, x))));
        fields.add(table(name, new Field("place", struct, List.of(x, Field.nullable("z", y.getType())))));
        for (List<Field> members :
                List.of(List.of(x, y), List.of(y, x), List.of(x, Field.nullable("z", y.getType())), List.of(x))) {
            Field value = new Field(name, FieldType.notNullable(new ArrowType.Struct()), members);
            fields.add(value);
            fields.add(new Field(name, FieldType.notNullable(new ArrowType.List()), List.of(value)));
        }
        fields.add(new Field(name, FieldType.notNullable(new ArrowType.List()), List.of(x)));
        fields.add(new Field(name, FieldType.notNullable(new ArrowType.List()), List.of(y)));
        fields.add(table(name, id, id));
        fields.add(table(name));
        fields.addAll(fields.stream().map(Parameters::nullable).toList());
        return fields;
    }

    private static Field table(String name, Field... columns) {
        String encoded = SchemaCodec.toBase64(new Schema(List.of(columns)));
        Map<String, String> metadata = Map.of("proc:par", "in", "proc:table:schema", encoded);
        return new Field(name, new FieldType(false, Parameters.OBJECT_ID_TYPE, null, metadata), List.of());
    }

    @Test
    void saysTheSameOfEveryPairOfParameters() throws ContractFormatException {
        List<Field> fields = parameters("x");
        int incompatible = 0;
        for (Field expected : fields) {
            for (Field actual : fields) {
                incompatible += compare(CallSchemas.function("f", expected), CallSchemas.function("f", actual));
            }
        }
        assertThat(fields).hasSizeGreaterThan(60);
        assertThat(incompatible).isGreaterThan(fields.size() * fields.size() / 2);
    }

    @Test
    void saysTheSameOfRandomFunctions() throws ContractFormatException {
        Random random = new Random(7);
        int incompatible = 0;
        for (int i = 0; i < 500; i++) {
            incompatible += compare(function(random), function(random));
        }
        assertThat(incompatible).isBetween(100, 10_000);
    }

    private static Schema function(Random random) {
        List<Field> chosen = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            if (random.nextInt(4) > 0) {
                List<Field> fields = parameters(name);
                chosen.add(fields.get(random.nextInt(4) == 0 ? random.nextInt(fields.size()) : 0));
            }
        }
        Collections.shuffle(chosen, random);
        return CallSchemas.function("f", chosen, Map.of());
    }

    /** Compares the mismatches of both, and returns their number. */
    private static int compare(Schema expected, Schema actual) throws ContractFormatException {
        List<String> runtime = SchemaCompatibility.mismatches(expected, actual);
        List<String> ours = ContractComparison.changes(contract(expected), contract(actual)).stream()
                .filter(change -> !change.compatible())
                .map(Change::text)
                .toList();

        assertThat(ours).isEqualTo(runtime);
        return runtime.size();
    }

    private static Contract contract(Schema... schemas) throws ContractFormatException {
        return ContractReader.read(CallSchemas.toJson(List.of(schemas))).get(0);
    }

    @Test
    void namesFunctionsThatComeAndGo() throws ContractFormatException {
        Contract former = contract(CallSchemas.function("a"), CallSchemas.function("b"));
        Contract now = contract(CallSchemas.function("c"), CallSchemas.function("b"));

        assertThat(ContractComparison.changes(former, now))
                .containsExactly(
                        Change.ofFunction("a", false, "function 'a' is gone"),
                        Change.ofFunction("c", true, "function 'c' is new"));
    }

    @Test
    void namesChangesThatFit() throws ContractFormatException {
        Contract former = contract(CallSchemas.function("f", Parameters.value("x", ValueType.INT64)));
        Contract now = contract(CallSchemas.function(
                "f",
                Parameters.nullable(Parameters.tensorOut("log", DoubleTensor.TYPE, "i")),
                Parameters.nullable(Parameters.value("x", ValueType.INT64))));

        assertThat(ContractComparison.changes(former, now))
                .allMatch(Change::compatible)
                .extracting(Change::text)
                .containsExactly(
                        "parameter 'x' of 'f': expected must not be null, found may be null",
                        "parameter 'log' of 'f': expected no such parameter, found float64[i] that may be null");
    }

    @Test
    void hasNothingToSayOfEqualContracts() throws ContractFormatException {
        for (Field field : parameters("x")) {
            Contract contract = contract(CallSchemas.function("f", field));
            assertThat(ContractComparison.changes(contract, contract)).isEmpty();
        }
    }
}
