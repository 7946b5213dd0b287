package dev.dal.samples.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param page the page, for messages
 * @param line the line of the page in which the block begins
 * @param language what stands behind the fence, perhaps nothing
 * @param lines the lines between the fences
 */
record CodeBlock(String page, int line, String language, List<String> lines) {

    private static final Pattern FENCE = Pattern.compile("\\s*(```+|~~~+)\\s*(?<language>[^`]*?)\\s*");

    /** The blocks of a page, in order. */
    static List<CodeBlock> of(Path root, Path page) throws IOException {
        List<CodeBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        for (int i = 0; i < lines.size(); i++) {
            Matcher opening = FENCE.matcher(lines.get(i));
            if (opening.matches()) {
                int end = i + 1;
                while (end < lines.size() && !FENCE.matcher(lines.get(end)).matches()) {
                    end++;
                }
                blocks.add(new CodeBlock(
                        root.relativize(page).toString(),
                        i + 1,
                        opening.group("language"),
                        List.copyOf(lines.subList(i + 1, end))));
                i = end;
            }
        }
        return blocks;
    }

    @Override
    public String toString() {
        return page + ":" + line + (language.isEmpty() ? "" : " (" + language + ")");
    }
}
