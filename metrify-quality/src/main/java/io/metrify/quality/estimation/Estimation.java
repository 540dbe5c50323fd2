package io.metrify.quality.estimation;

import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.validation.Finding;
import java.util.List;
import java.util.Objects;

/**
 * What an {@link Estimator} made of a series. Every slot of the window without a usable value is either among the substitutes
 * or in a refusal.
 *
 * @param series the series with the substitutes in their slots; every other slot is as it was
 * @param substitutes one for each slot that was filled, in the order of time
 * @param refusals what was not filled, in the order of time
 * @param findings where a register contradicts itself or the values, in the order of time
 */
public record Estimation(
        ReadingSeries series, List<Substitute> substitutes, List<Refusal> refusals, List<Finding> findings) {

    /** Copies. */
    public Estimation {
        Objects.requireNonNull(series, "series");
        substitutes = List.copyOf(substitutes);
        refusals = List.copyOf(refusals);
        findings = List.copyOf(findings);
    }

    /**
     * The substitutes as versions, to be appended to a {@link SeriesHistory}.
     *
     * @return one for each substitute, in the order of time
     */
    public List<ReadingVersion> versions() {
        return substitutes.stream().map(Substitute::toVersion).toList();
    }

    /**
     * Substitutes, refusals and findings in full, as JSON.
     *
     * @return one line; the same for equal estimations
     */
    public String toJson() {
        return AuditJson.of(this).toString();
    }
}
