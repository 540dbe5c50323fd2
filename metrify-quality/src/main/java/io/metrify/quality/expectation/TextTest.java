package io.metrify.quality.expectation;

import java.util.Arrays;
import java.util.function.Predicate;

/** Texts that fulfil something. Each distinct text is judged once. */
final class TextTest implements RowTest {

    private final int place;
    private final TextCodes texts;
    private final Predicate<String> expected;
    private boolean[] unexpected = new boolean[64];
    private int judged;
    private boolean someUnexpected;
    private long unnumberedUnexpected;

    TextTest(Scope scope, int place, Predicate<String> expected) {
        this.place = place;
        this.texts = TextCodes.of(scope, place);
        this.expected = expected;
    }

    @Override
    public void see(Rows rows) {
        if (texts.size() > unexpected.length) {
            unexpected = Arrays.copyOf(unexpected, Math.max(texts.size(), 2 * unexpected.length));
        }
        while (judged < texts.size()) {
            boolean wrong = !expected.test(texts.text(judged));
            unexpected[judged++] = wrong;
            someUnexpected |= wrong;
        }
        if (texts.unnumberedInBatch()) {
            int[] codes = texts.codes();
            String[] values = rows.batch().texts(place);
            for (int row = 0; row < rows.count(); row++) {
                if (codes[row] == TextCodes.UNNUMBERED && !expected.test(values[row])) {
                    unnumberedUnexpected++;
                }
            }
        }
    }

    @Override
    public int next(Rows rows, int from) {
        if (!someUnexpected && !texts.unnumberedInBatch()) {
            return -1;
        }
        int[] codes = texts.codes();
        int count = rows.count();
        for (int row = from; row < count; row++) {
            int code = codes[row];
            if (code >= 0 ? unexpected[code] : code == TextCodes.UNNUMBERED && unnumberedUnexpected(rows, row)) {
                return row;
            }
        }
        return -1;
    }

    private boolean unnumberedUnexpected(Rows rows, int row) {
        return !expected.test(rows.batch().texts(place)[row]);
    }

    @Override
    public long unexpected() {
        long count = unnumberedUnexpected;
        for (int code = 0; code < judged; code++) {
            count += unexpected[code] ? texts.count(code) : 0;
        }
        return count;
    }
}
