package dev.dal.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "bool",
                "int8",
                "int16",
                "int32",
                "int64",
                "uint8",
                "uint16",
                "uint32",
                "uint64",
                "float16",
                "float32",
                "float64",
                "utf8",
                "binary",
                "fixed_size_binary(1)",
                "fixed_size_binary(20)",
                "date32",
                "date64",
                "timestamp(s)",
                "timestamp(ms)",
                "timestamp(us, Europe/Berlin)",
                "timestamp(ns, UTC)",
                "duration(s)",
                "duration(ns)",
                "list",
                "struct"
            })
    void everyNameIsReadAsItIsWritten(String name) {
        assertThat(TypeNames.of(TypeNames.parse(name))).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "int",
                "int7",
                "Int64",
                "int64 ",
                "int64(3)",
                "utf8(3)",
                "float8",
                "timestamp",
                "timestamp()",
                "timestamp(ns,UTC)",
                "timestamp(hours)",
                "duration",
                "duration(ns, UTC)",
                "fixed_size_binary",
                "fixed_size_binary()",
                "fixed_size_binary(-1)",
                "fixed_size_binary(01)",
                "fixed_size_binary(9999999999)",
                "date",
                "map",
                "list<int64>"
            })
    void nothingElseIsAName(String name) {
        assertThatThrownBy(() -> TypeNames.parse(name))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("'" + name + "' is no type; expected a name such as int64");
    }

    @Test
    void someTypesHaveNoName() {
        assertThat(TypeNames.of(new ArrowType.Map(false))).isEmpty();
        assertThat(TypeNames.of(new ArrowType.Union(UnionMode.Dense, null))).isEmpty();
    }
}
