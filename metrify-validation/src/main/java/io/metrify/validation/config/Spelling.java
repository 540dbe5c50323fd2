package io.metrify.validation.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Spelling {

    /** Longer words are not misspelt but something else. */
    private static final int LONGEST = 64;

    private static final int SHORTEST_BEGINNING = 3;

    private Spelling() {}

    /** {@code ; did you mean capacity_factor?}, or what else there is if nothing is close. */
    static String remedy(String word, Collection<String> known, String otherwise) {
        return closest(word, known)
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("; " + otherwise);
    }

    static Optional<String> closest(String word, Collection<String> known) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        String folded = folded(word);
        String best = null;
        int distanceOfBest = 1 + Math.max(1, word.length() / 3);
        for (String candidate : known) {
            String other = folded(candidate);
            // A word that was cut short is close however long the rest is: voltage_band, WARN.
            boolean begins = folded.length() >= SHORTEST_BEGINNING && other.startsWith(folded);
            int distance = begins ? 1 : distance(folded, other);
            if (distance < distanceOfBest) {
                best = candidate;
                distanceOfBest = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** Levenshtein's distance: the fewest letters to insert, remove or change. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
