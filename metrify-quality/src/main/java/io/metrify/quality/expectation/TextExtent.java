package io.metrify.quality.expectation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first and the last text of a column in the order of code points. */
final class TextExtent implements Measure, TextCodes.TextListener {

    private @Nullable String low;
    private @Nullable String high;

    private TextExtent() {}

    static TextExtent of(Scope scope, int place) {
        TextCodes texts = TextCodes.of(scope, place);
        return scope.measure(TextExtent.class, List.of(place), () -> {
            TextExtent extent = new TextExtent();
            texts.tell(extent);
            return extent;
        });
    }

    @Override
    public void heard(String text) {
        if (low == null || CodePoints.ORDER.compare(text, low) < 0) {
            low = text;
        }
        if (high == null || CodePoints.ORDER.compare(text, high) > 0) {
            high = text;
        }
    }

    @Override
    public void add(Rows rows) {
        // Each text is heard of when it is numbered.
    }

    /** The first text so far, or null if there was none. */
    @Nullable
    String low() {
        return low;
    }

    /** The last text so far, or null if there was none. */
    @Nullable
    String high() {
        return high;
    }
}
