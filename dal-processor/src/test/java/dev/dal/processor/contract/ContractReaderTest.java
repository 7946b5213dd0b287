package dev.dal.processor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.processor.contract.ContractParameter.Plain;
import dev.dal.processor.contract.ContractParameter.Role;
import dev.dal.processor.contract.ContractParameter.TableContent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractReaderTest {

    @Test
    void readsWhatIsWritten() throws ContractFormatException {
        ContractColumn item = new ContractColumn("item", "float64", true, List.of());
        Contract contract = new Contract(
                "demo.Größe",
                List.of(
                        new ContractFunction("none", List.of()),
                        new ContractFunction(
                                "f",
                                List.of(
                                        new ContractParameter("x", Role.VALUE, new Plain("timestamp(ns, UTC)"), true),
                                        new ContractParameter(
                                                "id", Role.OID, new Plain("fixed_size_binary(20)"), false),
                                        new ContractParameter("raw", Role.IN, new ContractParameter.AnyObject(), false),
                                        new ContractParameter(
                                                "t",
                                                Role.OUT,
                                                new ContractParameter.TensorContent("bool", List.of("i", "j=3")),
                                                true),
                                        new ContractParameter(
                                                "rows",
                                                Role.IN,
                                                new TableContent(List.of(
                                                        new ContractColumn("id", "int32", false, List.of()),
                                                        new ContractColumn("xs", "list", true, List.of(item)),
                                                        new ContractColumn(
                                                                "a \"\\\t\ud83d\ude00", "utf8", true, List.of()),
                                                        new ContractColumn(
                                                                "at",
                                                                "struct",
                                                                true,
                                                                List.of(new ContractColumn(
                                                                        "x", "int8", true, List.of()))))),
                                                false)))));

        assertThat(ContractReader.read(ContractText.of(contract))).containsExactly(contract);
        assertThat(ContractReader.read("[" + ContractText.of(contract) + ",\n" + ContractText.of(contract) + "]"))
                .containsExactly(contract, contract);
        assertThat(contract.functions().get(1).parameters())
                .extracting(parameter -> parameter.content().draw())
                .containsExactly(
                        "timestamp(ns, UTC)",
                        "fixed_size_binary(20)",
                        "object",
                        "bool[i,j=3]",
                        "table<id: int32 not null, xs: list<float64>, a \"\\\t\ud83d\ude00: utf8, at: struct<x: int8>>");
    }

    @Test
    void readsAnyJson() throws ContractFormatException {
        assertThat(
                        Json.parse(
                                " { \"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\" : [ ] , \"b\" : [ 1 , -0.5e+3 , null ] , \"c\":{}, \"d\":true} "))
                .isEqualTo(Map.of(
                        "a\"\\/\b\f\n\r\té",
                        List.of(),
                        "b",
                        List.of(new Json.Literal("1"), new Json.Literal("-0.5e+3"), new Json.Literal("null")),
                        "c",
                        Map.of(),
                        "d",
                        true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | expected more in line 1",
                "{ | expected more in line 1",
                "[1, | expected more in line 1",
                "{\"a\" 1} | expected ':' in line 1",
                "{a: 1} | expected a name in quotes in line 1",
                "{\"a\": 1, } | expected a name in quotes in line 1",
                "[1 2] | expected ']' in line 1",
                "[1] 2 | expected nothing after the document in line 1",
                "[01] | expected a value in line 1",
                "[yes] | expected a value in line 1",
                "[\"\\x\"] | expected an escape in line 1",
                "[\"\\u12g4\"] | expected four hexadecimal digits in line 1",
                "[\"\\u12 | expected four hexadecimal digits in line 1",
                "\"abc | expected more in line 1"
            })
    void refusesWhatIsNoJson(String text, String reason) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(ContractFormatException.class)
                .hasMessage(reason);
        assertThatThrownBy(() -> Json.parse("\n\n" + text)).hasMessage(reason.replace("line 1", "line 3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | expected an object in braces, found Literal[text=1]",
                "{} | expected \"format\": 1",
                "{\"format\": 2} | expected \"format\": 1",
                "{\"format\": \"1\"} | expected \"format\": 1",
                "{\"format\": 1} | expected an array under \"functions\"",
                "{\"format\": 1, \"functions\": {}} | expected an array under \"functions\"",
                "{\"format\": 1, \"functions\": [1]} | expected an object in braces",
                "{\"format\": 1, \"functions\": [{\"parameters\": []}]} | expected a text under \"name\"",
                "{\"format\": 1, \"functions\": [{\"name\": \"f\", \"parameters\": [{\"name\": \"x\"}]}]} | expected a text under \"type\"",
                "{\"format\": 1, \"functions\": [{\"name\": \"f\", \"parameters\": [{\"name\": \"x\", \"role\": \"value\"}]}]} | expected the role oid, in or out, found 'value'",
                "{\"format\": 1, \"functions\": [{\"name\": \"f\", \"parameters\": [{\"name\": \"x\", \"role\": \"in\", \"tensor\": \"int8\"}]}]} | expected an array under \"dimensions\""
            })
    void refusesWhatIsNoContract(String text, String reason) {
        assertThatThrownBy(() -> ContractReader.read(text))
                .isInstanceOf(ContractFormatException.class)
                .hasMessageStartingWith(reason);
    }
}
