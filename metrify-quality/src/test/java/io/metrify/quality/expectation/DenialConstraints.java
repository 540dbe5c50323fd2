package io.metrify.quality.expectation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Denial constraints of HoloClean as expectations, as far as they state that some columns determine another:
 * {@code t1&t2&EQ(t1.A,t2.A)&EQ(t1.B,t2.B)&IQ(t1.C,t2.C)} says that no two rows are equal in A and B but differ in C.
 */
final class DenialConstraints {

    private static final Pattern PREDICATE = Pattern.compile("(EQ|IQ)\\(t1\\.(\\w+),t2\\.\\2\\)");

    private DenialConstraints() {}

    /** One expectation for each line. */
    static List<Expectation> parse(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .map(DenialConstraints::parse)
                .toList();
    }

    private static Expectation parse(String line) {
        List<String> equal = new ArrayList<>();
        List<String> different = new ArrayList<>();
        String[] parts = line.strip().split("&", -1);
        for (int place = 2; place < parts.length; place++) {
            Matcher predicate = PREDICATE.matcher(parts[place]);
            if (!predicate.matches()) {
                throw new IllegalArgumentException(parts[place] + " is not EQ or IQ of the same column in t1 and t2");
            }
            (predicate.group(1).equals("EQ") ? equal : different).add(predicate.group(2));
        }
        if (!line.startsWith("t1&t2&") || equal.isEmpty() || different.size() != 1) {
            throw new IllegalArgumentException(line + " does not say that columns determine one other");
        }
        return Expectations.columnValuesToBeDeterminedByColumns(different.get(0), equal.toArray(new String[0]));
    }
}
