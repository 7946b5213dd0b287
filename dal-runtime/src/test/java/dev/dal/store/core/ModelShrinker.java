package dev.dal.store.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a script that fails short: leaves out parts, halves first and single steps last, as long as it still fails. */
final class ModelShrinker {

    /** Most scripts that are tried. */
    private static final int MOST_ATTEMPTS = 20_000;

    private ModelShrinker() {}

    /**
     * The shortest failing script that is found.
     *
     * @param script a script that fails
     * @param fails whether a script fails
     */
    static <T> List<T> shrink(List<T> script, Predicate<List<T>> fails) {
        List<T> shortest = script;
        int attempts = 0;
        int part = Math.max(1, shortest.size() / 2);
        while (attempts < MOST_ATTEMPTS) {
            boolean shrunk = false;
            for (int from = 0; from < shortest.size() && attempts < MOST_ATTEMPTS; ) {
                List<T> candidate = new ArrayList<>(shortest.subList(0, from));
                candidate.addAll(shortest.subList(Math.min(shortest.size(), from + part), shortest.size()));
                attempts++;
                if (fails.test(candidate)) {
                    shortest = candidate;
                    shrunk = true;
                } else {
                    from += part;
                }
            }
            if (part > 1) {
                part /= 2;
            } else if (!shrunk) {
                break;
            }
        }
        return shortest;
    }
}
