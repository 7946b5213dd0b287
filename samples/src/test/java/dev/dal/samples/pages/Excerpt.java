package dev.dal.samples.pages;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Lines that are to stand in a file, word for word but for indentation. A line of dots, alone or as a comment, stands for
 * lines that are left out: what is before it and what is behind it must be there in this order.
 */
final class Excerpt {

    private final List<List<String>> parts = new ArrayList<>();
    private final UnaryOperator<String> form;

    private Excerpt(List<String> lines, UnaryOperator<String> form) {
        this.form = form;
        List<String> part = new ArrayList<>();
        for (String line : lines) {
            if (line.strip().matches("((//|#) ?)?…")) {
                add(part);
                part = new ArrayList<>();
            } else {
                part.add(form.apply(line));
            }
        }
        add(part);
    }

    /** Lines of code. */
    static Excerpt ofCode(List<String> lines) {
        return new Excerpt(lines, String::strip);
    }

    /** Lines of what a program prints, in which any number stands for any other. */
    static Excerpt ofOutput(List<String> lines) {
        return new Excerpt(lines, Excerpt::withoutNumbers);
    }

    /** A line in which numbers, dates and times are replaced by a mark. */
    static String withoutNumbers(String line) {
        return line.strip().replaceAll("\\d+([-.,:T]\\d+)*([eE]-?\\d+)?Z?", "#");
    }

    private void add(List<String> part) {
        int start = 0;
        int end = part.size();
        while (start < end && part.get(start).isEmpty()) {
            start++;
        }
        while (end > start && part.get(end - 1).isEmpty()) {
            end--;
        }
        if (start < end) {
            parts.add(List.copyOf(part.subList(start, end)));
        }
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether all parts stand in a file, one behind the other. */
    boolean standsIn(List<String> file) {
        List<String> rest = file.stream().map(form).toList();
        for (List<String> part : parts) {
            int at = Collections.indexOfSubList(rest, part);
            if (at < 0) {
                return false;
            }
            rest = rest.subList(at + part.size(), rest.size());
        }
        return true;
    }
}
