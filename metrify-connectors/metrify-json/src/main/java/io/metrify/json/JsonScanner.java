package io.metrify.json;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the usual JSON of flat objects. Every method first passes white space, then either takes what it is named
 * after and stands behind it, or says that it is not there or not usual; after the latter only giving up makes sense,
 * unless it is said otherwise.
 */
final class JsonScanner {

    /** Answer of {@link #name} for a name that is not among those asked for. */
    static final int UNKNOWN = -1;

    /** Answer of {@link #name} for something that is no name, or an unusual one. */
    static final int UNUSUAL = -2;

    /** Answer of {@link #decimal} if there is no usual decimal number. */
    static final long NO_DECIMAL = Long.MIN_VALUE;

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_NUMBER = 64;
    private static final int DIGITS_OF_LONG = 18;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private static final long[] POWERS = new long[DIGITS_OF_LONG + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private final byte[] buffer;
    private final int end;
    private int at;

    // What magnitude() found besides its result.
    private int digits;
    private int fraction;

    JsonScanner(byte[] buffer, int from, int end) {
        this.buffer = buffer;
        this.at = from;
        this.end = end;
    }

    /** Takes one of the structural characters; if it is not there, nothing but white space is taken. */
    boolean take(char structural) {
        int i = at;
        if (i < end && buffer[i] == structural) {
            at = i + 1;
            return true;
        }
        return passSpace() && buffer[at] == structural && ++at > 0;
    }

    /** Whether only white space is left. */
    boolean atEnd() {
        return !passSpace();
    }

    /**
     * Takes a field name.
     *
     * @param expected the index of the name that is likely to come
     * @return the index of the name, {@link #UNKNOWN} or {@link #UNUSUAL}
     */
    int name(JsonNames names, int expected) {
        if (!passSpace()) {
            return UNUSUAL;
        }
        int size = names.size();
        for (int i = 0, name = expected; i < size; i++, name++) {
            if (name >= size) {
                name -= size;
            }
            if (names.isAt(name, buffer, at, end)) {
                at += names.quotedLength(name);
                return name;
            }
        }
        int from = at;
        return skipText() && at - from <= LONGEST_NAME ? UNKNOWN : UNUSUAL;
    }

    /** Takes a null; if there is something else, nothing but white space is taken. */
    boolean takeNull() {
        return passSpace() && buffer[at] == 'n' && takeWord("null");
    }

    /** Takes a value that is neither object nor array, whatever it says. */
    boolean skipScalar() {
        if (!passSpace()) {
            return false;
        }
        return switch (buffer[at]) {
            case '"' -> skipText();
            case 't' -> takeWord("true");
            case 'f' -> takeWord("false");
            case 'n' -> takeWord("null");
            default -> skipNumber();
        };
    }

    /** A text of printable ASCII without escapes, or null. */
    @Nullable
    String text() {
        if (!passSpace()) {
            return null;
        }
        int from = at + 1;
        return skipText() ? new String(buffer, from, at - 1 - from, StandardCharsets.ISO_8859_1) : null;
    }

    /** The index of the text that is one of these, or a negative number. */
    int oneOf(byte[][] texts) {
        if (!passSpace()) {
            return -1;
        }
        int from = at + 1;
        if (!skipText()) {
            return -1;
        }
        for (int i = 0; i < texts.length; i++) {
            byte[] text = texts[i];
            if (text.length == at - 1 - from && Arrays.equals(buffer, from, at - 1, text, 0, text.length)) {
                return i;
            }
        }
        return -1;
    }

    /** A whole number from 1 to the largest int, or 0. */
    int positiveInt() {
        if (!passSpace()) {
            return 0;
        }
        long value = magnitude();
        return fraction == 0 && digits <= DIGITS_OF_LONG && value > 0 && value <= Integer.MAX_VALUE ? (int) value : 0;
    }

    /** A decimal number in units of its last allowed place, or {@link #NO_DECIMAL}. */
    long decimal(int scale, int precision) {
        if (!passSpace()) {
            return NO_DECIMAL;
        }
        boolean negative = buffer[at] == '-';
        if (negative) {
            at++;
        }
        long value = magnitude();
        if (value < 0 || digits > DIGITS_OF_LONG || fraction > scale) {
            return NO_DECIMAL;
        }
        long unit = POWERS[scale - fraction];
        if (value > (POWERS[precision] - 1) / unit) {
            return NO_DECIMAL;
        }
        return negative ? -value * unit : value * unit;
    }

    /** The double that is nearest to a number without exponent, or NaN. */
    double number() {
        if (!passSpace()) {
            return Double.NaN;
        }
        int from = at;
        boolean negative = buffer[at] == '-';
        if (negative) {
            at++;
        }
        long value = magnitude();
        if (value < 0) {
            return Double.NaN;
        }
        // Both operands are exact, so the one division rounds correctly (Clinger 1990).
        if (digits <= DIGITS_OF_LONG && value <= JsonNumbers.EXACT_INTEGERS) {
            double magnitude = value / JsonNumbers.EXACT_POWERS[fraction];
            return negative ? -magnitude : magnitude;
        }
        return digits > LONGEST_NUMBER
                ? Double.NaN
                : NumberInput.parseDouble(new String(buffer, from, at - from, StandardCharsets.ISO_8859_1), true);
    }

    /** A time of the form 2026-03-29T00:00:00Z or 2026-03-29T00:00:00.000Z, or null. */
    @Nullable
    Instant time() {
        if (!passSpace() || end - at < 22) {
            return null;
        }
        int i = at + 1;
        if (buffer[at] != '"'
                || buffer[i + 4] != '-'
                || buffer[i + 7] != '-'
                || buffer[i + 10] != 'T'
                || buffer[i + 13] != ':'
                || buffer[i + 16] != ':') {
            return null;
        }
        int century = twoDigits(i);
        int yearOfCentury = twoDigits(i + 2);
        int month = twoDigits(i + 5);
        int day = twoDigits(i + 8);
        int hour = twoDigits(i + 11);
        int minute = twoDigits(i + 14);
        int second = twoDigits(i + 17);
        if ((century | yearOfCentury | month | day | hour | minute | second) < 0) {
            return null;
        }
        int year = century * 100 + yearOfCentury;
        if (year == 0 || hour > 23 || minute > 59 || second > 59 || !CivilDays.exists(year, month, day)) {
            return null;
        }
        i += 19;
        int millis = 0;
        if (buffer[i] == '.') {
            if (end - i < 6 || (millis = threeDigits(i + 1)) < 0) {
                return null;
            }
            i += 4;
        }
        if (buffer[i] != 'Z' || buffer[i + 1] != '"') {
            return null;
        }
        at = i + 2;
        long epochSecond =
                CivilDays.toEpochDay(year, month, day) * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second;
        return Instant.ofEpochSecond(epochSecond, (long) millis * NANOS_PER_MILLI);
    }

    /**
     * Takes digits, perhaps with a point in between, and answers them as one integer, or a negative number if there is
     * no JSON number or one with an exponent. Only with up to 18 {@link #digits} is the integer exact; {@link
     * #fraction} of them stand behind the point.
     */
    private long magnitude() {
        int from = at;
        int i = from;
        long value = 0;
        int digit;
        while (i < end && (digit = buffer[i] - '0') >= 0 && digit <= 9) {
            value = value * 10 + digit;
            i++;
        }
        int whole = i - from;
        if (whole == 0 || (buffer[from] == '0' && whole > 1)) {
            return -1;
        }
        fraction = 0;
        if (i < end && buffer[i] == '.') {
            int point = i++;
            while (i < end && (digit = buffer[i] - '0') >= 0 && digit <= 9) {
                value = value * 10 + digit;
                i++;
            }
            fraction = i - point - 1;
            if (fraction == 0) {
                return -1;
            }
        }
        if (i < end && (buffer[i] | 0x20) == 'e') {
            return -1;
        }
        at = i;
        digits = whole + fraction;
        return value & Long.MAX_VALUE;
    }

    private boolean skipNumber() {
        if (buffer[at] == '-') {
            at++;
        }
        return magnitude() >= 0 && digits <= LONGEST_NUMBER;
    }

    /** Passes a text of printable ASCII without escapes. */
    private boolean skipText() {
        int i = at;
        if (i >= end || buffer[i] != '"') {
            return false;
        }
        while (++i < end) {
            byte b = buffer[i];
            if (b == '"') {
                at = i + 1;
                return true;
            }
            if (b < ' ' || b > '~' || b == '\\') {
                return false;
            }
        }
        return false;
    }

    private boolean takeWord(String word) {
        if (end - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (buffer[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    /** Passes white space; answers whether anything is left. */
    private boolean passSpace() {
        int i = at;
        while (i < end) {
            byte b = buffer[i];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                at = i;
                return true;
            }
            i++;
        }
        at = i;
        return false;
    }

    private int twoDigits(int i) {
        int tens = buffer[i] - '0';
        int ones = buffer[i + 1] - '0';
        return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? -1 : tens * 10 + ones;
    }

    private int threeDigits(int i) {
        int ones = buffer[i + 2] - '0';
        return (ones | (9 - ones)) < 0 ? -1 : twoDigits(i) * 10 + ones;
    }
}
