package io.metrify.quality;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What one rule cost a {@link FleetScore}, and what mending it would gain.
 *
 * @param rule the id of the rule, or one of the causes that {@link QualityCounts} names, such as {@code
 *     completeness.missing}
 * @param parts what it cost by dimension, in the order of {@link Dimension}; at least one
 * @param lostPpm what it cost the whole score in whole parts per million, 0 to 1,000,000. Those of all rules of a score add
 *     up exactly to 1,000,000 less the score in parts per million
 * @param without the score if this rule had found nothing, 0 to 1, exact: what was lost by it alone comes back, what another
 *     rule would have cost too does not
 */
public record RuleLoss(String rule, List<Part> parts, int lostPpm, Ratio without) {

    /** Checks ranges and copies. */
    public RuleLoss {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(without, "without");
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("rule " + rule + " cost no dimension anything; leave its loss out");
        }
        ReadingScore.requireScore(lostPpm);
    }

    /**
     * What a rule cost one dimension.
     *
     * @param dimension the dimension
     * @param lost how many readings - slots for {@link Dimension#COMPLETENESS}, records of any kind for {@link
     *     Dimension#VALIDITY} and {@link Dimension#UNIQUENESS} - were lost to the rule, 1 or more
     * @param share what that cost the whole score, 0 to 1, exact
     */
    public record Part(Dimension dimension, long lost, Ratio share) {

        /** Checks that nothing is missing. */
        public Part {
            Objects.requireNonNull(dimension, "dimension");
            Objects.requireNonNull(share, "share");
        }

        private String words() {
            String unit = switch (dimension) {
                case COMPLETENESS -> "slot";
                case VALIDITY, UNIQUENESS -> "record";
                default -> "reading";
            };
            return lost + " " + unit + (lost == 1 ? "" : "s") + " of "
                    + dimension.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What it cost the whole score. Those of all rules of a score add up to 1 less the score, exactly.
     *
     * @return above 0 up to 1, exact
     */
    public Ratio lost() {
        return parts.stream().map(Part::share).reduce(Ratio.ZERO, Ratio::plus);
    }

    /**
     * The loss as a sentence.
     *
     * @return for example {@code series.spike.day cost 0.0123 (37 readings of plausibility); without it the score would be
     *     0.9817}
     */
    public String sentence() {
        return rule + " cost " + ReadingScore.decimal(lostPpm) + " ("
                + parts.stream().map(Part::words).collect(Collectors.joining(", "))
                + "); without it the score would be " + ReadingScore.decimal(without.toPartsPerMillion());
    }
}
