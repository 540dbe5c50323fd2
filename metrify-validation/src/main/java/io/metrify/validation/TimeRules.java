package io.metrify.validation;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Comparisons of instants that cost no memory, and the rule that every kind of record shares. */
final class TimeRules {

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private TimeRules() {}

    /** The record is not from the future, as far as clocks agree. */
    static <T> Rule<T> notInTheFuture(String id, Function<? super T, Instant> time, Duration tolerance) {
        String expected = "at most " + tolerance.toSeconds() + " s after the present";
        return new CheckedRule<>(
                id,
                Severity.ERROR,
                "The timestamp is " + expected + ".",
                "physics; the tolerance is that of clocks in the field",
                (record, context, inspection) -> {
                    Instant start = time.apply(record);
                    if (isLaterBy(start, context.now(), tolerance)) {
                        inspection.violation(
                                "timestamp",
                                start.toString(),
                                expected,
                                "The timestamp " + start + " is in the future: it is now " + context.now()
                                        + ", and clocks may differ by " + tolerance.toSeconds() + " s.");
                    }
                });
    }

    /** Whether an instant is later than another by more than a time; without making a Duration or an Instant. */
    static boolean isLaterBy(Instant instant, Instant other, Duration time) {
        long seconds = instant.getEpochSecond() - other.getEpochSecond();
        int nanos = instant.getNano() - other.getNano();
        if (nanos < 0) {
            seconds--;
            nanos += NANOS_PER_SECOND;
        }
        return seconds > time.getSeconds() || (seconds == time.getSeconds() && nanos > time.getNano());
    }
}
