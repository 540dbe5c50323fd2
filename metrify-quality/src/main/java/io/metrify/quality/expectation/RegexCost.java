package io.metrify.quality.expectation;

/**
 * How often a regular expression may have to read a text again. What repeats a single character or class once can be tried
 * along a text quickly; groups that are repeated, and repetitions beside each other, can be tried in very many ways.
 */
final class RegexCost {

    /** A bounded repetition of at most so many is as good as none. */
    private static final int FEW = 64;

    private final String regex;
    private int at;
    private int unbounded;
    private int bounded;
    private boolean repeatsGroup;
    private boolean refersBack;

    private RegexCost(String regex) {
        this.regex = regex;
    }

    /** Whether an expression could take very many steps on one text. */
    static boolean isHigh(String regex) {
        RegexCost cost = new RegexCost(regex);
        cost.read();
        return cost.repeatsGroup || cost.refersBack || cost.unbounded > 1 || cost.bounded > 2;
    }

    private void read() {
        char last = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            switch (c) {
                case '\\' -> readEscape();
                case '[' -> skipClass();
                case '(' -> readGroup();
                case '*', '+', '{', '?' -> readRepetition(last == ')');
                default -> at++;
            }
            last = c;
        }
    }

    private void readEscape() {
        refersBack |= at + 1 < regex.length() && Character.isDigit(regex.charAt(at + 1));
        at += 2;
    }

    private void skipClass() {
        int first = at + (regex.startsWith("[^", at) ? 2 : 1);
        at = first;
        while (at < regex.length() && (regex.charAt(at) != ']' || at == first)) {
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void readGroup() {
        refersBack |= regex.startsWith("(?P=", at);
        at += regex.startsWith("(?", at) ? 2 : 1;
    }

    private void readRepetition(boolean ofGroup) {
        char kind = regex.charAt(at++);
        if (kind == '?') {
            bounded++;
            return;
        }
        repeatsGroup |= ofGroup;
        if (kind == '{') {
            readBounds();
        } else {
            unbounded++;
        }
        // What follows says how greedy it is, and is no repetition of its own.
        if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
            at++;
        }
    }

    private void readBounds() {
        int end = regex.indexOf('}', at);
        String bounds = end < 0 ? "" : regex.substring(at, end);
        String most = bounds.substring(bounds.indexOf(',') + 1);
        at = end < 0 ? regex.length() : end + 1;
        if (most.matches("[0-9]{1,2}") && Integer.parseInt(most) <= FEW) {
            bounded += bounds.contains(",") ? 1 : 0;
        } else {
            unbounded++;
        }
    }
}
