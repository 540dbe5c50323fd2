package io.metrify.quality.report;

import io.metrify.quality.QualityTier;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many meters, or meter-days, have a score of which grade.
 *
 * @param scored how many have a score of each grade; every grade is there
 * @param unscored how many have no score, because nothing was measured
 */
public record TierCounts(Map<QualityTier, Long> scored, long unscored) {

    /** There is none. */
    public static final TierCounts NONE = new TierCounts(Map.of(), 0);

    /** Checks that nothing is negative, copies, and puts 0 for a grade that is not there. */
    public TierCounts {
        Map<QualityTier, Long> all = new EnumMap<>(QualityTier.class);
        for (QualityTier tier : QualityTier.values()) {
            all.put(tier, scored.getOrDefault(tier, 0L));
        }
        if (unscored < 0 || all.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException(
                    "one of " + all + " and " + unscored + " without a score is negative; counts are 0 or more");
        }
        scored = Collections.unmodifiableMap(all);
    }

    /**
     * How many have a score of a grade.
     *
     * @param tier the grade
     * @return 0 or more
     */
    public long of(QualityTier tier) {
        return scored.getOrDefault(tier, 0L);
    }

    /**
     * How many there are, with a score and without.
     *
     * @return the sum
     */
    public long total() {
        return scored.values().stream().reduce(unscored, Math::addExact);
    }

    /**
     * These and one more.
     *
     * @param tier the grade of the one, or empty if it has no score
     * @return a copy
     */
    public TierCounts plusOne(Optional<QualityTier> tier) {
        return plus(new TierCounts(
                tier.<Map<QualityTier, Long>>map(one -> Map.of(one, 1L)).orElse(Map.of()), tier.isPresent() ? 0 : 1));
    }

    /**
     * These and others together.
     *
     * @param other those of another part
     * @return the sums
     */
    public TierCounts plus(TierCounts other) {
        Map<QualityTier, Long> sums = new EnumMap<>(scored);
        other.scored.forEach((tier, count) -> sums.merge(tier, count, Math::addExact));
        return new TierCounts(sums, Math.addExact(unscored, other.unscored));
    }
}
