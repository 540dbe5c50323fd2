package io.metrify.validation.series;

import java.nio.charset.StandardCharsets;

/** Reads what {@link StateOutput} wrote; it never reads beyond its section. */
final class StateInput {

    private final byte[] bytes;
    private final int end;
    private int place;

    StateInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private StateInput(byte[] bytes, int place, int end) {
        this.bytes = bytes;
        this.place = place;
        this.end = end;
    }

    boolean isAtEnd() {
        return place == end;
    }

    long number() {
        long rest = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = next();
            rest |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw damaged("a number does not end");
    }

    int count() {
        long count = number();
        // Everything that is counted takes at least a byte.
        if (count < 0 || count > end - place) {
            throw damaged("there cannot be " + count + " of anything");
        }
        return (int) count;
    }

    int integer() {
        long number = number();
        if (number != (int) number) {
            throw damaged("the number " + number + " is out of range");
        }
        return (int) number;
    }

    boolean flag() {
        return number() != 0;
    }

    String text() {
        int length = count();
        String text = new String(bytes, place, length, StandardCharsets.UTF_8);
        place += length;
        return text;
    }

    /** The next section, after its tag. */
    StateInput section() {
        int length = count();
        StateInput section = new StateInput(bytes, place, place + length);
        place += length;
        return section;
    }

    IllegalArgumentException damaged(String how) {
        return new IllegalArgumentException("the state is damaged at byte " + place + ": " + how
                + "; restore another copy, or let the series start anew");
    }

    private byte next() {
        if (place == end) {
            throw damaged("it ends too early");
        }
        return bytes[place++];
    }
}
