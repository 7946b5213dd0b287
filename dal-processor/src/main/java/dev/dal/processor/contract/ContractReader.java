package dev.dal.processor.contract;

import dev.dal.processor.contract.ContractParameter.AnyObject;
import dev.dal.processor.contract.ContractParameter.Content;
import dev.dal.processor.contract.ContractParameter.Plain;
import dev.dal.processor.contract.ContractParameter.Role;
import dev.dal.processor.contract.ContractParameter.TableContent;
import dev.dal.processor.contract.ContractParameter.TensorContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads contracts. Keys that it does not know are ignored. */
public final class ContractReader {

    private static final String OBJECT_ID = "fixed_size_binary(20)";

    private ContractReader() {}

    /**
     * Reads a contract, or an array of contracts.
     *
     * @param json the document
     * @return the contracts
     * @throws ContractFormatException if the document has another form
     */
    public static List<Contract> read(String json) throws ContractFormatException {
        Object document = Json.parse(json);
        List<Contract> contracts = new ArrayList<>();
        for (Object contract : document instanceof List<?> several ? several : List.of(document)) {
            contracts.add(contract(new Node(contract)));
        }
        return contracts;
    }

    private static Contract contract(Node node) throws ContractFormatException {
        int format = ContractText.FORMAT;
        if (!new Json.Literal(Integer.toString(format)).equals(node.members.get("format"))) {
            throw new ContractFormatException("expected \"format\": " + format);
        }
        List<ContractFunction> functions = new ArrayList<>();
        for (Node function : node.array("functions")) {
            List<ContractParameter> parameters = new ArrayList<>();
            for (Node parameter : function.array("parameters")) {
                parameters.add(parameter(parameter));
            }
            functions.add(new ContractFunction(function.string("name"), parameters));
        }
        return new Contract(node.has("interface") ? node.string("interface") : "", functions);
    }

    private static ContractParameter parameter(Node node) throws ContractFormatException {
        Role role = node.has("role") ? role(node.string("role")) : Role.VALUE;
        return new ContractParameter(node.string("name"), role, content(node, role), node.flag("nullable"));
    }

    private static Role role(String name) throws ContractFormatException {
        for (Role role : Role.values()) {
            if (ContractText.of(role).equals(name) && role != Role.VALUE) {
                return role;
            }
        }
        throw new ContractFormatException("expected the role oid, in or out, found '" + name + "'");
    }

    private static Content content(Node node, Role role) throws ContractFormatException {
        if (node.has("tensor")) {
            return new TensorContent(node.string("tensor"), node.strings("dimensions"));
        }
        if (node.has("table")) {
            return new TableContent(columns(node, "table"));
        }
        return switch (role) {
            case VALUE -> new Plain(column(node));
            case OID -> new Plain(OBJECT_ID);
            case IN, OUT -> new AnyObject();
        };
    }

    private static List<ContractColumn> columns(Node node, String key) throws ContractFormatException {
        List<ContractColumn> columns = new ArrayList<>();
        for (Node column : node.array(key)) {
            columns.add(column(column));
        }
        return columns;
    }

    private static ContractColumn column(Node node) throws ContractFormatException {
        List<ContractColumn> children = node.has("children") ? columns(node, "children") : List.of();
        return new ContractColumn(node.string("name"), node.type(), node.flag("nullable"), children);
    }

    /** An object of a document. */
    private static final class Node {

        private final Map<?, ?> members;

        Node(Object value) throws ContractFormatException {
            if (!(value instanceof Map<?, ?> object)) {
                throw new ContractFormatException("expected an object in braces, found " + value);
            }
            this.members = object;
        }

        boolean has(String key) {
            return members.containsKey(key);
        }

        boolean flag(String key) {
            return Boolean.TRUE.equals(members.get(key));
        }

        String string(String key) throws ContractFormatException {
            if (members.get(key) instanceof String text) {
                return text;
            }
            throw missing("a text", key);
        }

        /** The name of a type, or Arrow's own description of one that has no name here. */
        String type() throws ContractFormatException {
            return members.get("type") instanceof Map<?, ?> described ? described.toString() : string("type");
        }

        List<String> strings(String key) throws ContractFormatException {
            List<String> strings = new ArrayList<>();
            for (Object element : elements(key)) {
                strings.add(element.toString());
            }
            return strings;
        }

        List<Node> array(String key) throws ContractFormatException {
            List<Node> nodes = new ArrayList<>();
            for (Object element : elements(key)) {
                nodes.add(new Node(element));
            }
            return nodes;
        }

        private List<?> elements(String key) throws ContractFormatException {
            if (members.get(key) instanceof List<?> elements) {
                return elements;
            }
            throw missing("an array", key);
        }

        private ContractFormatException missing(String what, String key) {
            return new ContractFormatException("expected " + what + " under \"" + key + "\", found " + members);
        }
    }
}
