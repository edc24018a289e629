package io.rollcall.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant. */
final class Suggestion {

    private Suggestion() {}

    /** The nearest of the known words, where one is near; a right last part in a wrong place is near. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String given = word.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, given.length() / 4);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(given, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> distance(given, candidate.toLowerCase(Locale.ROOT)) <= limit)
                .or(() -> known.stream()
                        .filter(candidate -> candidate.toLowerCase(Locale.ROOT).endsWith("." + lastPart(given)))
                        .findFirst());
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
