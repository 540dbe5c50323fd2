package io.metrify.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Prints values as JSON into a buffer, in the very bytes of Jackson's generator. Every method answers the index after
 * what it wrote and expects the caller to have seen to the room.
 */
final class JsonPrinter {

    private static final int SECONDS_PER_DAY = 86_400;
    private static final int NANOS_PER_MILLI = 1_000_000;

    /** Between these, doubles are printed without an exponent. */
    private static final double LEAST_PLAIN = 1e-3;

    private static final double GREATEST_PLAIN = 1e7;

    private static final int MOST_DIGITS_OF_LONG = 19;
    private static final byte[] PAIRS = pairs();

    private JsonPrinter() {}

    static int raw(byte[] bytes, byte[] buffer, int at) {
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        return at + bytes.length;
    }

    /** A text that the model accepted, without its quotation marks. */
    static int text(String text, byte[] buffer, int from) {
        int at = from;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~') {
                // Control characters and halves of surrogate pairs never get into the model.
                byte[] rest = text.substring(i).replace("\\", "\\\\").replace("\"", "\\\"").getBytes(StandardCharsets.UTF_8);
                return raw(rest, buffer, at);
            }
            if (c == '"' || c == '\\') {
                buffer[at++] = '\\';
            }
            buffer[at++] = (byte) c;
        }
        return at;
    }

    /** An instant that the model accepted, in its quotation marks, with milliseconds unless they are zero. */
    static int time(Instant instant, byte[] buffer, int from) {
        int at = from;
        long epochSecond = instant.getEpochSecond();
        long day = Math.floorDiv(epochSecond, SECONDS_PER_DAY);
        int second = (int) (epochSecond - day * SECONDS_PER_DAY);
        int date = CivilDays.toDate(day);
        buffer[at] = '"';
        pair(date / 1_000_000, buffer, at + 1);
        pair(date / 10_000 % 100, buffer, at + 3);
        buffer[at + 5] = '-';
        pair(date / 100 % 100, buffer, at + 6);
        buffer[at + 8] = '-';
        pair(date % 100, buffer, at + 9);
        buffer[at + 11] = 'T';
        pair(second / 3_600, buffer, at + 12);
        buffer[at + 14] = ':';
        pair(second / 60 % 60, buffer, at + 15);
        buffer[at + 17] = ':';
        pair(second % 60, buffer, at + 18);
        at += 20;
        int millis = instant.getNano() / NANOS_PER_MILLI;
        if (millis != 0) {
            buffer[at] = '.';
            buffer[at + 1] = (byte) ('0' + millis / 100);
            pair(millis % 100, buffer, at + 2);
            at += 4;
        }
        buffer[at] = 'Z';
        buffer[at + 1] = '"';
        return at + 2;
    }

    /** A decimal number of so many units of its last place, without trailing zeros. */
    static int decimal(long units, int scale, byte[] buffer, int from) {
        int at = from;
        if (units < 0) {
            buffer[at++] = '-';
        }
        long magnitude = Math.abs(units);
        int places = scale;
        while (places > 0 && magnitude % 10 == 0) {
            magnitude /= 10;
            places--;
        }
        return fixed(magnitude, places, buffer, at);
    }

    /** A finite double in the fewest digits that read back as the same double. */
    static int number(double value, byte[] buffer, int from) {
        double magnitude = Math.abs(value);
        if (magnitude >= LEAST_PLAIN && magnitude < GREATEST_PLAIN) {
            int at = from;
            if (value < 0) {
                buffer[at++] = '-';
            }
            // At most 15 digits, so no other decimal of 15 digits or fewer is read as this double: it is the shortest.
            long units = Math.round(magnitude * 1e3);
            if (units / 1e3 == magnitude) {
                return shortest(units, 3, buffer, at);
            }
            units = Math.round(magnitude * 1e8);
            if (units / 1e8 == magnitude) {
                return shortest(units, 8, buffer, at);
            }
        }
        return raw(NumberOutput.toString(value, true).getBytes(StandardCharsets.ISO_8859_1), buffer, from);
    }

    /** An integer that is not negative. */
    static int integer(long value, byte[] buffer, int from) {
        int end = from + digits(value);
        int at = end;
        long left = value;
        while (left >= 100) {
            long hundreds = left / 100;
            at -= 2;
            pair((int) (left - hundreds * 100), buffer, at);
            left = hundreds;
        }
        if (left >= 10) {
            pair((int) left, buffer, at - 2);
        } else {
            buffer[at - 1] = (byte) ('0' + left);
        }
        return end;
    }

    /** As Java prints doubles: no trailing zeros, but at least one place. */
    private static int shortest(long units, int scale, byte[] buffer, int at) {
        long left = units;
        int places = scale;
        while (places > 1 && left % 10 == 0) {
            left /= 10;
            places--;
        }
        return fixed(left, places, buffer, at);
    }

    private static int fixed(long units, int places, byte[] buffer, int at) {
        if (places == 0) {
            return integer(units, buffer, at);
        }
        long unit = 1;
        for (int i = 0; i < places; i++) {
            unit *= 10;
        }
        long whole = units / unit;
        int point = integer(whole, buffer, at);
        buffer[point] = '.';
        long fraction = units - whole * unit;
        for (int i = point + places; i > point; i--) {
            long tenth = fraction / 10;
            buffer[i] = (byte) ('0' + (fraction - tenth * 10));
            fraction = tenth;
        }
        return point + places + 1;
    }

    private static int digits(long value) {
        long limit = 10;
        for (int digits = 1; digits < MOST_DIGITS_OF_LONG; digits++) {
            if (value < limit) {
                return digits;
            }
            limit *= 10;
        }
        return MOST_DIGITS_OF_LONG;
    }

    private static void pair(int value, byte[] buffer, int at) {
        buffer[at] = PAIRS[2 * value];
        buffer[at + 1] = PAIRS[2 * value + 1];
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }
}
