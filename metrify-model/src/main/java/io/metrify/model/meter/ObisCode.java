package io.metrify.model.meter;

import java.util.Objects;

/**
 * An OBIS code A-B:C.D.E*F (IEC 62056-61): which quantity a register holds. The code space is open; a code this class
 * has no name for is kept unchanged.
 *
 * @param a medium, 0 to 255: 0 abstract, 1 electricity, 4 heat cost, 5 cooling, 6 heat, 7 gas, 8 cold water, 9 hot
 *     water
 * @param b channel, 0 to 255
 * @param c quantity, 0 to 255: for electricity 1 is import, 2 is export of active energy
 * @param d kind of processing, 0 to 255: 8 cumulative register, 9 advance, 29 interval profile
 * @param e tariff, 0 to 255: 0 is the total
 * @param f billing period, 0 to 255: 255 means unused
 */
public record ObisCode(int a, int b, int c, int d, int e, int f) {

    /** Value of F that means unused: 255. */
    public static final int UNUSED = 255;

    /** Energy imported per interval, 1-0:1.29.0. */
    public static final ObisCode IMPORT_PROFILE = of(1, 0, 1, 29, 0);

    /** Energy exported per interval, 1-0:2.29.0. */
    public static final ObisCode EXPORT_PROFILE = of(1, 0, 2, 29, 0);

    /** Cumulative energy imported, 1-0:1.8.0. */
    public static final ObisCode IMPORT_REGISTER = of(1, 0, 1, 8, 0);

    /** Cumulative energy imported on the high tariff, 1-0:1.8.1. */
    public static final ObisCode IMPORT_REGISTER_HIGH_TARIFF = of(1, 0, 1, 8, 1);

    /** Cumulative energy imported on the low tariff, 1-0:1.8.2. */
    public static final ObisCode IMPORT_REGISTER_LOW_TARIFF = of(1, 0, 1, 8, 2);

    /** Cumulative energy exported, 1-0:2.8.0. */
    public static final ObisCode EXPORT_REGISTER = of(1, 0, 2, 8, 0);

    private static final int ELECTRICITY = 1;
    private static final int LONGEST = "255-255:255.255.255*255".length();

    /** Checks that every group is a byte. */
    public ObisCode {
        requireByte(a, "A");
        requireByte(b, "B");
        requireByte(c, "C");
        requireByte(d, "D");
        requireByte(e, "E");
        requireByte(f, "F");
    }

    /**
     * A code whose group F is unused.
     *
     * @param a medium
     * @param b channel
     * @param c quantity
     * @param d kind of processing
     * @param e tariff
     * @return the code
     */
    public static ObisCode of(int a, int b, int c, int d, int e) {
        return new ObisCode(a, b, c, d, e, UNUSED);
    }

    /**
     * Reads {@code A-B:C.D.E}, {@code A-B:C.D.E*F} or {@code A-B:C.D.E.F}.
     *
     * @param text the code, decimal groups of 0 to 255
     * @return the code; F is 255 if it is left out
     * @throws IllegalArgumentException if the text has another form
     */
    public static ObisCode parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.length() > LONGEST) {
            throw malformed(text.substring(0, LONGEST) + "...");
        }
        Groups groups = new Groups(text);
        int a = groups.next("-");
        int b = groups.next(":");
        int c = groups.next(".");
        int d = groups.next(".");
        int e = groups.next("*.");
        int f = groups.atEnd() ? UNUSED : groups.next("");
        return new ObisCode(a, b, c, d, e, f);
    }

    /**
     * Whether the code means active energy fed into the grid (electricity, C = 2).
     *
     * @return true for export
     */
    public boolean isExport() {
        return a == ELECTRICITY && c == 2;
    }

    /**
     * Whether the code means a cumulative register (D = 8).
     *
     * @return true for a register
     */
    public boolean isCumulative() {
        return d == 8;
    }

    /**
     * The code in its usual form; F is left out when unused.
     *
     * @return for example {@code 1-0:1.8.0} or {@code 1-0:1.8.0*1}
     */
    @Override
    public String toString() {
        String reduced = a + "-" + b + ":" + c + "." + d + "." + e;
        return f == UNUSED ? reduced : reduced + "*" + f;
    }

    private static void requireByte(int group, String name) {
        if (group < 0 || group > 255) {
            throw new IllegalArgumentException(
                    "group " + name + " of an OBIS code is " + group + "; every group is 0 to 255");
        }
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is not an OBIS code; write it like 1-0:1.8.0 or 1-0:1.8.0*255");
    }

    /** Walks over the decimal groups of a code. */
    private static final class Groups {
        private final String text;
        private int at;

        Groups(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return at == text.length() && text.charAt(at - 1) <= '9' && text.charAt(at - 1) >= '0';
        }

        /** The next group; after it comes one of {@code separators}, or the end of the text. */
        int next(String separators) {
            int value = 0;
            int from = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && at - from < 3) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean ended = at == text.length();
            boolean mayEnd = separators.isEmpty() || separators.indexOf('*') >= 0;
            if (at == from
                    || value > 255
                    || (ended && !mayEnd)
                    || (!ended && separators.indexOf(text.charAt(at)) < 0)) {
                throw malformed(text);
            }
            if (!ended) {
                at++;
            }
            return value;
        }
    }
}
