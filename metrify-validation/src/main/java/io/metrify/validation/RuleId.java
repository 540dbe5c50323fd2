package io.metrify.validation;

import java.util.Objects;

/** The form of a rule's id: lower-case words of {@code a-z}, {@code 0-9}, {@code _} and {@code -}, joined by dots. */
final class RuleId {

    private static final int LONGEST = 128;

    private RuleId() {}

    static String require(String id) {
        Objects.requireNonNull(id, "id");
        boolean wordOpen = false;
        boolean sound = id.length() <= LONGEST;
        for (int i = 0; i < id.length() && sound; i++) {
            char c = id.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
            sound = letter || (c == '.' && wordOpen);
            wordOpen = letter;
        }
        if (!sound || !wordOpen) {
            throw new IllegalArgumentException("\"" + id + "\" is no rule id; write up to " + LONGEST
                    + " lower-case letters, digits, _ or - in words joined by dots, like meter.voltage.limit");
        }
        return id;
    }
}
