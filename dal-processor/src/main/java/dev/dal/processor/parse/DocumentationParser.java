package dev.dal.processor.parse;

import dev.dal.processor.model.Documentation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a Javadoc comment: its description, and the block tags that mean something for generated code. */
final class DocumentationParser {

    private static final Pattern BLOCK_TAG =
            Pattern.compile("@(?<tag>[A-Za-z][A-Za-z.\\-]*)(\\s+(?<text>.*))?", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("(?<name>\\S+)\\s+(?<text>.+)", Pattern.DOTALL);
    private static final Pattern INLINE_RETURN = Pattern.compile("^\\{@return\\s+(?<text>[^{}]*)}");

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String description = "";
    private Optional<String> result = Optional.empty();
    private Optional<String> deprecated = Optional.empty();

    private DocumentationParser() {}

    /**
     * Reads a comment.
     *
     * @param comment as the compiler gives it, without asterisks; null if there is none
     */
    static Documentation parse(@Nullable String comment) {
        if (comment == null) {
            return Documentation.NONE;
        }
        DocumentationParser parser = new DocumentationParser();
        parser.split(comment);
        return new Documentation(parser.description, Map.copyOf(parser.parameters), parser.result, parser.deprecated);
    }

    /** A line that begins with a tag begins a block, unless it is within an inline tag. */
    private void split(String comment) {
        StringBuilder block = new StringBuilder();
        int depth = 0;
        for (String line : comment.lines().toList()) {
            if (depth == 0 && BLOCK_TAG.matcher(line.strip()).matches()) {
                add(block.toString());
                block.setLength(0);
            }
            block.append(line.startsWith(" ") ? line.substring(1) : line).append('\n');
            depth = InlineTags.depthAfter(line, depth);
        }
        add(block.toString());
    }

    private void add(String block) {
        String text = block.strip().replace("*/", "*&#47;");
        Matcher tag = BLOCK_TAG.matcher(text);
        if (tag.matches() && tag.group("text") != null) {
            add(tag.group("tag"), InlineTags.withoutReferences(tag.group("text").strip()));
        } else if (!tag.matches()) {
            describe(text);
        }
    }

    private void describe(String text) {
        Matcher inline = INLINE_RETURN.matcher(text);
        if (inline.find()) {
            add("return", inline.group("text").strip());
            description = InlineTags.withoutReferences(
                    "Returns " + inline.group("text").strip() + "." + text.substring(inline.end()));
        } else {
            description = InlineTags.withoutReferences(text);
        }
    }

    private void add(String tag, String text) {
        switch (tag) {
            case "param" -> {
                Matcher named = NAMED.matcher(text);
                if (named.matches()) {
                    parameters.put(named.group("name"), named.group("text").strip());
                }
            }
            case "return" -> result = Optional.of(text);
            case "deprecated" -> deprecated = Optional.of(text);
            default -> {
                // @see, @throws, @since and others are about the interface, not about what is generated from it
            }
        }
    }
}
