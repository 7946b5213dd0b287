package dev.dal.processor.parse;

/**
 * Rewrites inline tags of Javadoc. A reference resolves only with the imports of the file where it stands, so that links
 * become code: a link to {@code Foo#bar()} becomes the text {@code Foo.bar()}.
 */
final class InlineTags {

    private static final String OPEN = "{@";

    private InlineTags() {}

    /**
     * How many braces are open after a text.
     *
     * @param depth how many were open before
     */
    static int depthAfter(String text, int depth) {
        int open = depth;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '}' && open > 0) {
                open--;
            } else if (c == '{' && (open > 0 || text.startsWith(OPEN, i))) {
                open++;
            }
        }
        return open;
    }

    /** The text with references replaced by what they show. */
    static String withoutReferences(String text) {
        StringBuilder rewritten = new StringBuilder();
        int position = 0;
        for (int start = text.indexOf(OPEN); start >= 0; start = text.indexOf(OPEN, position)) {
            int end = end(text, start);
            rewritten.append(text, position, start).append(rewrite(text.substring(start, end)));
            position = end;
        }
        return rewritten.append(text, position, text.length()).toString();
    }

    /** The index after the brace that closes the tag, or the end of a text where it is missing. */
    private static int end(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static String rewrite(String tag) {
        String content = tag.substring(OPEN.length(), tag.endsWith("}") ? tag.length() - 1 : tag.length());
        String[] nameAndRest = content.strip().split("\\s+", 2);
        String rest = nameAndRest.length > 1 ? nameAndRest[1].strip() : "";
        return switch (nameAndRest[0]) {
            case "link" -> link(rest, true);
            case "linkplain" -> link(rest, false);
            case "value" -> link(rest, true);
            case "inheritDoc" -> "";
            default -> tag;
        };
    }

    private static String link(String rest, boolean code) {
        int space = endOfReference(rest);
        String label = rest.substring(space).strip();
        if (!label.isEmpty()) {
            return code ? "<code>" + label + "</code>" : label;
        }
        String reference = rest.substring(0, space).replace('#', '.');
        return reference.isEmpty()
                ? ""
                : "{@code " + (reference.startsWith(".") ? reference.substring(1) : reference) + "}";
    }

    /** The index of the first space outside parentheses. */
    private static int endOfReference(String rest) {
        int parentheses = 0;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '(') {
                parentheses++;
            } else if (c == ')') {
                parentheses--;
            } else if (parentheses == 0 && Character.isWhitespace(c)) {
                return i;
            }
        }
        return rest.length();
    }
}
