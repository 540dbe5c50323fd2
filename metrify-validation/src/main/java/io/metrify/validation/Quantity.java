package io.metrify.validation;

/** A measured field in words: its wire name, its name in sentences, its unit ("" for none). */
record Quantity(String wireName, String name, String unit) {

    String text(double observed) {
        return with(Double.toString(observed));
    }

    String text(Range range) {
        return with(range.toString());
    }

    String notMeasured() {
        return "the " + name + " was not measured";
    }

    /** What a value inside the band satisfies; values beyond the limit belong to another rule. */
    String demand(Range band, Range limit) {
        String within = "The " + name + " is " + text(band);
        return limit.equals(Range.ANY) ? within + "." : within + "; beyond " + text(limit) + " another rule speaks.";
    }

    Words outside(double value, Range band) {
        return new Words(text(value), text(band), "The " + name + " of " + text(value) + " is not " + text(band) + ".");
    }

    private String with(String number) {
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
