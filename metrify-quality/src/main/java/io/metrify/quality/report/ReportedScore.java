package io.metrify.quality.report;

import io.metrify.quality.Dimension;
import io.metrify.quality.FleetScore;
import io.metrify.quality.QualityTier;
import io.metrify.quality.ReadingScore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A score as a report shows it: what each dimension cost adds up to what is missing to 1, exactly.
 *
 * @param partsPerMillion the score, 0 to 1,000,000, or empty if nothing was measured
 * @param tier its grade; present exactly if there is a score
 * @param dimensions the dimensions that were measured, in the order of {@link Dimension}; empty if none was
 * @param leftOut why the others were not, by dimension
 */
public record ReportedScore(
        OptionalInt partsPerMillion,
        Optional<QualityTier> tier,
        List<ReportedDimension> dimensions,
        Map<Dimension, String> leftOut) {

    /** Checks that the losses explain the score, and copies. */
    public ReportedScore {
        Objects.requireNonNull(tier, "tier");
        dimensions = List.copyOf(dimensions);
        Map<Dimension, String> copy = new EnumMap<>(Dimension.class);
        copy.putAll(leftOut);
        leftOut = Collections.unmodifiableMap(copy);
        if (partsPerMillion.isPresent() != tier.isPresent() || partsPerMillion.isPresent() == dimensions.isEmpty()) {
            throw new IllegalArgumentException("a score of " + partsPerMillion + " with tier " + tier + " and "
                    + dimensions.size() + " dimensions is half a score; give all of it, or none");
        }
        int lost = dimensions.stream().mapToInt(ReportedDimension::lostPpm).sum();
        if (partsPerMillion.isPresent() && lost != ReadingScore.PERFECT - partsPerMillion.getAsInt()) {
            throw new IllegalArgumentException("the dimensions lost " + lost + " but a score of "
                    + partsPerMillion.getAsInt() + " lost " + (ReadingScore.PERFECT - partsPerMillion.getAsInt())
                    + " parts per million; every loss needs its dimension");
        }
    }

    /**
     * A score of counted readings.
     *
     * @param score the score
     * @return the same for a report
     */
    public static ReportedScore of(FleetScore score) {
        Map<Dimension, Integer> lost = score.lostPpm();
        List<ReportedDimension> dimensions = new ArrayList<>();
        score.dimensions()
                .forEach(dimension -> dimensions.add(new ReportedDimension(
                        dimension.dimension(),
                        dimension.score(),
                        dimension.weight(),
                        lost.getOrDefault(dimension.dimension(), 0),
                        dimension.basis())));
        return new ReportedScore(score.partsPerMillion(), score.tier(), dimensions, score.leftOut());
    }
}
