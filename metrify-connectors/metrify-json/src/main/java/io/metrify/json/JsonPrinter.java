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

    private static final int THOUSANDTHS = 1_000;
    private static final int MILLIONTHS = 1_000_000;
    private static final int HUNDRED_MILLIONTHS = 100_000_000;
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
                byte[] rest = text.substring(i)
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .getBytes(StandardCharsets.UTF_8);
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

    /** Milliwatt-hours as kilowatt-hours, without trailing zeros. */
    static int kilowattHours(long milliwattHours, byte[] buffer, int from) {
        int at = from;
        if (milliwattHours < 0) {
            buffer[at++] = '-';
        }
        long magnitude = Math.abs(milliwattHours);
        long whole = magnitude / MILLIONTHS;
        int millionths = (int) (magnitude - whole * MILLIONTHS);
        at = integer(whole, buffer, at);
        if (millionths == 0) {
            return at;
        }
        int thousandths = millionths / THOUSANDTHS;
        buffer[at] = '.';
        triple(thousandths, buffer, at + 1);
        triple(millionths - thousandths * THOUSANDTHS, buffer, at + 4);
        return withoutZeros(buffer, at + 7);
    }

    /** A finite double in the fewest digits that read back as the same double, but at least one place. */
    static int number(double value, byte[] buffer, int from) {
        double magnitude = Math.abs(value);
        if (magnitude >= LEAST_PLAIN && magnitude < GREATEST_PLAIN) {
            // A decimal of at most 15 digits that is read as this double is the only one, so it is the shortest; that
            // the division of two exact numbers gives this double proves that it is read so.
            long units = (long) (magnitude * THOUSANDTHS + 0.5);
            if (units / (double) THOUSANDTHS == magnitude) {
                int at = sign(value, buffer, from);
                long whole = units / THOUSANDTHS;
                at = integer(whole, buffer, at);
                buffer[at] = '.';
                triple((int) (units - whole * THOUSANDTHS), buffer, at + 1);
                return withoutZeros(buffer, at + 4);
            }
            units = (long) (magnitude * HUNDRED_MILLIONTHS + 0.5);
            if (units / (double) HUNDRED_MILLIONTHS == magnitude) {
                int at = sign(value, buffer, from);
                long whole = units / HUNDRED_MILLIONTHS;
                at = integer(whole, buffer, at);
                buffer[at] = '.';
                int fraction = (int) (units - whole * HUNDRED_MILLIONTHS);
                pair(fraction / MILLIONTHS, buffer, at + 1);
                triple(fraction / THOUSANDTHS % THOUSANDTHS, buffer, at + 3);
                triple(fraction % THOUSANDTHS, buffer, at + 6);
                return withoutZeros(buffer, at + 9);
            }
        }
        return raw(NumberOutput.toString(value, true).getBytes(StandardCharsets.ISO_8859_1), buffer, from);
    }

    /** An integer that is not negative. */
    static int integer(long value, byte[] buffer, int at) {
        if (value < 10) {
            buffer[at] = (byte) ('0' + value);
            return at + 1;
        }
        if (value < 100) {
            pair((int) value, buffer, at);
            return at + 2;
        }
        if (value < THOUSANDTHS) {
            triple((int) value, buffer, at);
            return at + 3;
        }
        long thousands = value / THOUSANDTHS;
        int end = integer(thousands, buffer, at);
        triple((int) (value - thousands * THOUSANDTHS), buffer, end);
        return end + 3;
    }

    private static int sign(double value, byte[] buffer, int at) {
        if (value < 0) {
            buffer[at] = '-';
            return at + 1;
        }
        return at;
    }

    /** Takes back zeros before an index, but not the one that follows the point. */
    private static int withoutZeros(byte[] buffer, int end) {
        int at = end;
        while (buffer[at - 1] == '0' && buffer[at - 2] != '.') {
            at--;
        }
        return at;
    }

    private static void triple(int value, byte[] buffer, int at) {
        int hundreds = value / 100;
        buffer[at] = (byte) ('0' + hundreds);
        pair(value - hundreds * 100, buffer, at + 1);
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
