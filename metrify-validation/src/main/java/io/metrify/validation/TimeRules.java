package io.metrify.validation;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Comparisons of instants that cost no memory, and the rules on time that every kind of record shares. */
final class TimeRules {

    static final String FUTURE_SOURCE = "physics; the tolerance is that of clocks in the field";

    /** Before this, readings and grid states are taken for those of a clock that was never set. */
    static final Instant OLDEST_METERING = Instant.parse("2000-01-01T00:00:00Z");

    static final String OLDEST_METERING_SOURCE =
            "default of this library: a clock that was never set shows a time long before";

    private static final String TIMESTAMP = "timestamp";
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    /** Times beyond it would leave the range of instants and of milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private TimeRules() {}

    /** A time that instants can be shifted by. */
    static void requireReach(Duration time, String name) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " " + time + " is not a time of 0 to 100 years; give one such as PT3M");
        }
    }

    /** The record is not from the future, as far as clocks agree. */
    static <T> Rule<T> notInTheFuture(String id, Function<? super T, Instant> time, Duration tolerance) {
        return new CheckedRule<>(
                id,
                Severity.ERROR,
                "The timestamp is " + notLater(tolerance) + ".",
                FUTURE_SOURCE,
                (record, context, inspection) -> {
                    Instant start = time.apply(record);
                    if (isLaterBy(start, context.now(), tolerance)) {
                        inspection.violation(new Evidence.Stated(TIMESTAMP, future(start, context.now(), tolerance)));
                    }
                });
    }

    /** The record is not from before an instant. */
    static <T> Rule<T> notTooOld(String id, Function<? super T, Instant> time, Instant oldest, String source) {
        return new CheckedRule<>(
                id,
                Severity.WARNING,
                "The timestamp is no earlier than " + oldest + ".",
                source,
                (record, context, inspection) -> {
                    Instant start = time.apply(record);
                    if (start.isBefore(oldest)) {
                        inspection.violation(new Evidence.Stated(TIMESTAMP, tooOld(start, oldest)));
                    }
                });
    }

    static String notLater(Duration tolerance) {
        return "at most " + tolerance.toSeconds() + " s after the present";
    }

    static Words future(Instant start, Instant now, Duration tolerance) {
        return new Words(
                start.toString(),
                notLater(tolerance),
                "The timestamp " + start + " is in the future: it is now " + now + ", and clocks may differ by "
                        + tolerance.toSeconds() + " s.");
    }

    static Words tooOld(Instant start, Instant oldest) {
        return new Words(
                start.toString(),
                "no earlier than " + oldest,
                "The timestamp " + start + " is earlier than " + oldest
                        + "; look for a clock that was not set, or for another unit of time.");
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
