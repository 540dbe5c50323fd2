package io.metrify.quality.expectation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The different texts of a column: a view of its numbered texts, all of which are kept for this. */
final class DistinctTexts implements DistinctValues {

    private final String name;
    private final TextCodes texts;
    private final int bound;

    DistinctTexts(Scope scope, int place, int bound) {
        this.name = scope.column(place).name();
        this.texts = TextCodes.of(scope, place);
        this.bound = bound;
        texts.atLeast(bound);
    }

    @Override
    public long size() {
        return texts.size();
    }

    @Override
    public long repeated() {
        return IntStream.range(0, texts.size())
                .mapToLong(texts::count)
                .filter(count -> count > 1)
                .sum();
    }

    @Override
    public boolean isRepeated(Rows rows, int row) {
        return texts.count(texts.codes()[row]) > 1;
    }

    @Override
    public List<Counted> sorted() {
        return IntStream.range(0, texts.size())
                .mapToObj(code -> new Counted(texts.text(code), texts.count(code)))
                .sorted(Comparator.comparing(counted -> (String) counted.value(), CodePoints.ORDER))
                .toList();
    }

    @Override
    public void requireAll() {
        if (texts.unnumbered() > 0 || texts.size() > bound) {
            throw DistinctValues.tooMany("the column " + name, bound);
        }
    }
}
