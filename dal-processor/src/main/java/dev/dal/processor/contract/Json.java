package dev.dal.processor.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON (RFC 8259) into maps, lists, strings, booleans and, for all else, its text. */
final class Json {

    private final String text;
    private int position;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Reads a document.
     *
     * @throws ContractFormatException if it is none; says in which line
     */
    static Object parse(String text) throws ContractFormatException {
        Json json = new Json(text);
        Object value = json.value();
        json.skipSpace();
        if (json.position < text.length()) {
            throw json.expected("nothing after the document");
        }
        return value;
    }

    private Object value() throws ContractFormatException {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, Object> object() throws ContractFormatException {
        Map<String, Object> members = new LinkedHashMap<>();
        position++;
        skipSpace();
        if (skip('}')) {
            return members;
        }
        do {
            skipSpace();
            if (peek() != '"') {
                throw expected("a name in quotes");
            }
            String name = string();
            skipSpace();
            require(':');
            members.put(name, value());
            skipSpace();
        } while (skip(','));
        require('}');
        return members;
    }

    private List<Object> array() throws ContractFormatException {
        List<Object> elements = new ArrayList<>();
        position++;
        skipSpace();
        if (skip(']')) {
            return elements;
        }
        do {
            elements.add(value());
            skipSpace();
        } while (skip(','));
        require(']');
        return elements;
    }

    private String string() throws ContractFormatException {
        StringBuilder content = new StringBuilder();
        position++;
        while (peek() != '"') {
            char c = text.charAt(position++);
            if (c < ' ') {
                throw expected("no control character within quotes");
            }
            content.append(c == '\\' ? escaped() : c);
        }
        position++;
        return content.toString();
    }

    private char escaped() throws ContractFormatException {
        char c = peek();
        position++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw expected("an escape");
        };
    }

    private char unicode() throws ContractFormatException {
        int end = position + 4;
        if (end > text.length() || !text.substring(position, end).matches("[0-9a-fA-F]{4}")) {
            throw expected("four hexadecimal digits");
        }
        char c = (char) Integer.parseInt(text.substring(position, end), 16);
        position = end;
        return c;
    }

    /** A number, or one of the words true, false and null. */
    private Object literal() throws ContractFormatException {
        int start = position;
        while (position < text.length() && "{}[],:\" \t\r\n".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        String word = text.substring(start, position);
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        if (!word.equals("null") && !word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw expected("a value");
        }
        return new Literal(word);
    }

    /** A number or null: nothing that a contract consists of, but for its format. */
    record Literal(String text) {}

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private char peek() throws ContractFormatException {
        if (position == text.length()) {
            throw expected("more");
        }
        return text.charAt(position);
    }

    private boolean skip(char expected) {
        boolean found = position < text.length() && text.charAt(position) == expected;
        if (found) {
            position++;
        }
        return found;
    }

    private void require(char expected) throws ContractFormatException {
        if (!skip(expected)) {
            throw expected("'" + expected + "'");
        }
    }

    private ContractFormatException expected(String what) {
        long line = text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
        return new ContractFormatException("expected " + what + " in line " + line);
    }
}
