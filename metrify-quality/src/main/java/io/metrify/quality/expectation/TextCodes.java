package io.metrify.quality.expectation;

import io.metrify.quality.table.RowBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The distinct texts of a column, numbered in the order of their first appearance, with how often each came; and the number of
 * each row of the current batch. Checks judge each text once and count by number. Bounded: texts that come after the
 * bound is reached have no number and are judged row by row.
 */
final class TextCodes implements Measure {

    /** The code of a row without a text. */
    static final int MISSING = -1;

    /** The code of a row whose text has no number. */
    static final int UNNUMBERED = -2;

    /** How many texts are numbered unless a check needs every one: more would not stay in the processor's caches. */
    private static final int USUAL_BOUND = 1 << 18;

    private static final int FIRST_SLOTS = 1 << 10;

    private final int place;
    private int bound = USUAL_BOUND;
    private String[] texts = new String[FIRST_SLOTS / 2];
    private long[] counts = new long[FIRST_SLOTS / 2];
    private int size;
    /** Upper half the hash, lower half the code plus one; 0 is empty. */
    private long[] slots = new long[FIRST_SLOTS];

    private int shift = Integer.numberOfLeadingZeros(FIRST_SLOTS - 1);
    private int[] codes = {};
    private boolean unnumberedInBatch;
    private long unnumbered;
    private final List<TextListener> listeners = new ArrayList<>();

    private TextCodes(int place) {
        this.place = place;
    }

    static TextCodes of(Scope scope, int place) {
        return scope.measure(TextCodes.class, List.of(place), () -> new TextCodes(place));
    }

    /** Hears of every text at least once. */
    interface TextListener {
        void heard(String text);
    }

    /** Numbers at least so many texts. */
    void atLeast(int texts) {
        bound = Math.max(bound, texts);
    }

    void tell(TextListener listener) {
        listeners.add(listener);
    }

    /** How many texts have a number. */
    int size() {
        return size;
    }

    String text(int code) {
        return texts[code];
    }

    /** How many rows had a text so far. */
    long count(int code) {
        return counts[code];
    }

    /** How many rows had a text without a number so far. */
    long unnumbered() {
        return unnumbered;
    }

    /** Whether some text of the current batch has no number. */
    boolean unnumberedInBatch() {
        return unnumberedInBatch;
    }

    /** The codes of the rows of the current batch. */
    int[] codes() {
        return codes;
    }

    /** The code of a text, or {@link #UNNUMBERED}. */
    int code(@Nullable String text) {
        return text == null ? UNNUMBERED : find(text, false);
    }

    @Override
    public void add(Rows rows) {
        number(rows, true);
        for (int row = 0; row < rows.count(); row++) {
            int code = codes[row];
            if (code >= 0) {
                counts[code]++;
            } else if (code == UNNUMBERED) {
                unnumbered++;
            }
        }
    }

    @Override
    public void again(Rows rows) {
        number(rows, false);
    }

    private void number(Rows rows, boolean learn) {
        RowBatch batch = rows.batch();
        if (codes.length < batch.capacity()) {
            codes = new int[batch.capacity()];
        }
        String[] values = batch.texts(place);
        boolean[] missing = batch.missing(place);
        boolean noneMissing = batch.missingCount(place) == 0;
        unnumberedInBatch = false;
        String last = null;
        int lastCode = UNNUMBERED;
        for (int row = 0; row < batch.rows(); row++) {
            if (noneMissing || !missing[row]) {
                String text = values[row];
                if (!same(text, last)) {
                    lastCode = find(text, learn);
                    last = text;
                    unnumberedInBatch |= lastCode == UNNUMBERED;
                }
                codes[row] = lastCode;
            } else {
                codes[row] = MISSING;
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // A shortcut: sources reuse the object for equal texts where they can.
    private static boolean same(String text, @Nullable String other) {
        return text == other;
    }

    private int find(String text, boolean learn) {
        int hash = text.hashCode();
        int mask = slots.length - 1;
        int slot = (hash * 0x9E37_79B9) >>> shift;
        while (true) {
            long entry = slots[slot];
            if (entry == 0) {
                return learn ? learn(text, hash, slot) : UNNUMBERED;
            }
            if ((int) (entry >>> 32) == hash) {
                int code = (int) entry - 1;
                String known = texts[code];
                if (same(text, known) || text.equals(known)) {
                    return code;
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    private int learn(String text, int hash, int slot) {
        for (TextListener listener : listeners) {
            listener.heard(text);
        }
        if (size == bound) {
            return UNNUMBERED;
        }
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        texts[size] = text;
        slots[slot] = (long) hash << 32 | (size + 1);
        size++;
        if (size > slots.length / 2) {
            widen();
        }
        return size - 1;
    }

    private void widen() {
        long[] narrow = slots;
        slots = new long[2 * narrow.length];
        shift--;
        int mask = slots.length - 1;
        for (long entry : narrow) {
            if (entry != 0) {
                int slot = ((int) (entry >>> 32) * 0x9E37_79B9) >>> shift;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = entry;
            }
        }
    }
}
