package dev.dal.processor.validate;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that the user may have meant. */
final class Spelling {

    private Spelling() {}

    /** A name that becomes the given one by adding, removing, changing or swapping characters once. */
    static Optional<String> nearest(String name, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> isOneEdit(name, candidate))
                .findFirst();
    }

    private static boolean isOneEdit(String one, String other) {
        int prefix = 0;
        while (prefix < Math.min(one.length(), other.length()) && one.charAt(prefix) == other.charAt(prefix)) {
            prefix++;
        }
        String a = one.substring(prefix);
        String b = other.substring(prefix);
        if (a.length() == b.length()) {
            return rest(a, 1).equals(rest(b, 1)) || isSwap(a, b);
        }
        return rest(a, 1).equals(b) || rest(b, 1).equals(a);
    }

    private static boolean isSwap(String a, String b) {
        return a.length() >= 2
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && rest(a, 2).equals(rest(b, 2));
    }

    private static String rest(String text, int from) {
        return text.substring(Math.min(from, text.length()));
    }
}
