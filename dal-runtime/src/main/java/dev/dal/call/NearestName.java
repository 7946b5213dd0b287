package dev.dal.call;

import java.util.Collection;
import java.util.Comparator;

/** The name that was probably meant. */
final class NearestName {

    private NearestName() {}

    /** A question to be put behind a message, or nothing if no name is near. */
    static String suggestion(String found, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(found, name)))
                .filter(name -> distance(found, name) <= Math.max(1, name.length() / 3))
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
    }

    /** Characters to be inserted, removed or replaced. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
