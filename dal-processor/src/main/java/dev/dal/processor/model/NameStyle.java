package dev.dal.processor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns names of methods and parameters into names of constants and classes. */
enum NameStyle {
    /** {@code SIMPLE_FN}. */
    CONSTANT("_") {
        @Override
        String join(List<String> words) {
            return String.join("_", words).toUpperCase(Locale.ROOT);
        }
    },
    /** {@code SimpleFn}. */
    CLASS("") {
        @Override
        String join(List<String> words) {
            return words.stream()
                    .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                    .collect(Collectors.joining());
        }
    };

    private static final Pattern BOUNDARY =
            Pattern.compile("_+|(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private final String separator;

    NameStyle(String separator) {
        this.separator = separator;
    }

    abstract String join(List<String> words);

    /** The name in this style, a legal identifier. */
    String of(String name) {
        List<String> words =
                BOUNDARY.splitAsStream(name).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty()) {
            return name;
        }
        String joined = join(words);
        return Character.isJavaIdentifierStart(joined.codePointAt(0)) ? joined : "_" + joined;
    }

    /**
     * The names in this style, all different, also where a file system ignores case. The first of equal names stays as it
     * is; the others get the smallest number that no name has.
     *
     * @param taken names that none may have
     */
    List<String> distinct(List<String> names, Set<String> taken) {
        List<String> natural = names.stream().map(this::of).toList();
        Set<String> used = new HashSet<>();
        Set<String> avoided = new HashSet<>();
        natural.forEach(name -> avoided.add(fold(name)));
        List<String> distinct = new ArrayList<>();
        for (String name : natural) {
            String candidate = name;
            boolean free = !taken.contains(name) && used.add(fold(name));
            for (int number = 2; !free; number++) {
                candidate = name + separator + number;
                free = !taken.contains(candidate) && !avoided.contains(fold(candidate)) && used.add(fold(candidate));
            }
            distinct.add(candidate);
        }
        return distinct;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
