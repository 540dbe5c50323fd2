package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.ReadingVersion.Kind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that a method computed for one slot, and all that is needed to explain it.
 *
 * @param reading the substitute, marked with code and method
 * @param derivation how it came about
 * @param original the value that it replaces, or null if there was none
 * @param originalCode how that value was marked; {@link QualityCode#UNUSABLE} if there was none
 * @param knownAt when it was computed
 * @param author who had it computed, or null if nobody in particular
 * @param cause why there was no usable value, or null if it is not known
 */
public record Substitute(
        MeterReading reading,
        Derivation derivation,
        @Nullable Energy original,
        QualityCode originalCode,
        Instant knownAt,
        @Nullable String author,
        @Nullable String cause) {

    /** Checks that the reading says what the derivation says. */
    public Substitute {
        Objects.requireNonNull(originalCode, "originalCode");
        Objects.requireNonNull(knownAt, "knownAt");
        if (reading.consumption() == null
                || reading.quality().code() != derivation.code()
                || reading.quality().method() != derivation.method()) {
            throw new IllegalArgumentException("the reading of " + reading.meterId() + " at " + reading.timestamp()
                    + " is "
                    + reading.consumption() + " marked " + reading.quality().mark() + "; a substitute by "
                    + derivation.method() + " has energy and is marked " + derivation.code());
        }
    }

    /**
     * Why the value is what it is, for people; the same for the same inputs.
     *
     * @return up to {@link ReadingVersion#LONGEST_REASON} characters: the derivation, what it replaces, and the cause
     */
    public String reason() {
        Energy replaced = original;
        return derivation.words()
                + (replaced == null ? "" : "; replaces " + replaced + " marked " + originalCode)
                + (cause == null ? "" : "; " + cause);
    }

    /**
     * The substitute as a version, to be appended to the history of its reading. It says so to whatever comes later: a
     * delivery of another amount takes its place.
     *
     * @return a version of the kind {@link Kind#SUBSTITUTE}, with {@link #reason()}
     */
    public ReadingVersion toVersion() {
        return new ReadingVersion(reading, Kind.SUBSTITUTE, knownAt, author, reason());
    }

    /**
     * The full record as JSON: the reading under the wire's names, how it came about with every input, energy as decimal
     * numbers of kWh, ratios as {@code "numerator/denominator"}.
     *
     * @return one line; the same for equal substitutes
     */
    public String toJson() {
        return AuditJson.of(this).toString();
    }
}
