package io.metrify.formats;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a file writes numbers: which mark separates the decimals, and which may group the digits before by three. */
enum DecimalStyle {
    POINT('.', ','),
    COMMA(',', '.');

    private static final int MOST_DIGITS = 32;

    private final char decimal;
    private final char group;

    DecimalStyle(char decimal, char group) {
        this.decimal = decimal;
        this.group = group;
    }

    /**
     * The style of most of the numbers that only one style can read; the given one if all leave doubt, as 12.345 does.
     */
    static DecimalStyle of(List<String> numbers, DecimalStyle otherwise) {
        int balance = 0;
        for (String number : numbers) {
            balance += POINT.parse(number) == null ? 0 : 1;
            balance -= COMMA.parse(number) == null ? 0 : 1;
        }
        return balance == 0 ? otherwise : balance > 0 ? POINT : COMMA;
    }

    /** The number, or null if the text is none in this style. No exponents, no spaces, at most 32 characters. */
    @Nullable
    BigDecimal parse(String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int mark = text.indexOf(decimal);
        int end = mark < 0 ? text.length() : mark;
        if (text.length() > MOST_DIGITS || end == start || mark == text.length() - 1) {
            return null;
        }
        StringBuilder digits = new StringBuilder(text.length());
        digits.append(text, 0, start);
        boolean grouped = text.indexOf(group) >= 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (i == mark) {
                digits.append('.');
            } else if (c != group || i == start || i > end || (end - i) % 4 != 0) {
                return null;
            }
            boolean groupDue = grouped && i < end && (end - i) % 4 == 0;
            if (groupDue && c != group) {
                return null;
            }
        }
        return new BigDecimal(digits.toString());
    }

    /** The same of a number whose zero before the mark may be missing, as in .5; but not the digits behind it, as in 5. */
    @Nullable
    BigDecimal parseShort(String text) {
        int sign = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        boolean isShort = text.length() > sign && text.charAt(sign) == decimal;
        return parse(isShort ? text.substring(0, sign) + "0" + text.substring(sign) : text);
    }

    /** A number as machines write it for each other: a point before the decimals, and nothing that groups digits. */
    static @Nullable BigDecimal plain(String text) {
        return text.indexOf(',') >= 0 ? null : POINT.parseShort(text);
    }
}
