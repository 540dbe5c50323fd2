package io.metrify.quality.estimation;

import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be estimated without asking anyone. What a policy does not allow is refused with a reason, and left to an {@link
 * Editor}. Immutable.
 *
 * @param longestGapDays the largest number of whole market days that a gap may contain, 0 to 3,660; a gap of more is not
 *     filled by any method. Standard 50
 * @param longestGap which methods are allowed, each with the longest gap it may fill, positive: {@link
 *     SubstitutionMethod#REGISTER_SCALING}, {@link SubstitutionMethod#INTERPOLATION}, {@link
 *     SubstitutionMethod#COMPARABLE_DAYS} and {@link SubstitutionMethod#LOAD_PROFILE}; a method that is not in the map is not
 *     used. As the mere shape of what a register says, a method may be used in longer gaps where no other is at hand. Standard: all four, interpolation for 2 hours (MeteringCode 2006 A8.2.2), the others for {@link #ANY_LENGTH}
 * @param comparableDays of how many comparable days the mean is made, 1 to 100; the most recent ones are taken. Standard 3
 * @param minimumComparableDays how many there have to be, 1 to {@code comparableDays}. Standard 1
 * @param lookBackDays how many days before a gap a comparable day may lie, 1 to 3,660. Standard 56, eight of every
 *     day of the week
 * @param neighbourReach how far the neighbours of a gap are felt in the mean of comparable days, 0 to 366 days: so far from the
 *     nearer one, the straight line between them counts as much as the mean, nearer it counts more, and from there on it soon
 *     counts nothing. With the reach r and the distance d the substitute is (r<sup>2</sup> line + d<sup>2</sup> mean) /
 *     (r<sup>2</sup> + d<sup>2</sup>); with 0, or without measured neighbours on both sides, it is the mean. Standard 3
 *     hours, this library's own, without which a line is closer in gaps of up to 6 hours
 * @param replaceable which values may be replaced although they are there, of {@link QualityCode#ESTIMATED}, {@link
 *     QualityCode#PRELIMINARY}, {@link QualityCode#QUESTIONABLE} and {@link QualityCode#UNUSABLE}. Standard: {@code UNUSABLE}
 * @param outages what is put into known outages. Standard {@link OutageTreatment#ESTIMATE}
 */
public record EstimationPolicy(
        int longestGapDays,
        Map<SubstitutionMethod, Duration> longestGap,
        int comparableDays,
        int minimumComparableDays,
        int lookBackDays,
        Duration neighbourReach,
        Set<QualityCode> replaceable,
        OutageTreatment outages) {

    /** No limit but that of {@link #longestGapDays}. */
    public static final Duration ANY_LENGTH = Duration.ofSeconds(Long.MAX_VALUE);

    private static final Duration LONGEST_REACH = Duration.ofDays(366);
    private static final int MOST_DAYS = 3_660;
    private static final int MOST_COMPARABLE_DAYS = 100;
    private static final Set<SubstitutionMethod> METHODS = EnumSet.of(
            SubstitutionMethod.REGISTER_SCALING,
            SubstitutionMethod.INTERPOLATION,
            SubstitutionMethod.COMPARABLE_DAYS,
            SubstitutionMethod.LOAD_PROFILE);
    private static final Set<QualityCode> REPLACEABLE =
            EnumSet.of(QualityCode.ESTIMATED, QualityCode.PRELIMINARY, QualityCode.QUESTIONABLE, QualityCode.UNUSABLE);

    private static final EstimationPolicy STANDARD = new EstimationPolicy(
            50,
            Map.of(
                    SubstitutionMethod.REGISTER_SCALING, ANY_LENGTH,
                    SubstitutionMethod.INTERPOLATION, Duration.ofHours(2),
                    SubstitutionMethod.COMPARABLE_DAYS, ANY_LENGTH,
                    SubstitutionMethod.LOAD_PROFILE, ANY_LENGTH),
            3,
            1,
            56,
            Duration.ofHours(3),
            Set.of(QualityCode.UNUSABLE),
            OutageTreatment.ESTIMATE);

    /** Checks ranges and copies. */
    public EstimationPolicy {
        requireBetween(0, longestGapDays, MOST_DAYS, "the number of whole days of the longest gap");
        longestGap = Map.copyOf(longestGap);
        longestGap.forEach(EstimationPolicy::requireMethod);
        requireBetween(1, comparableDays, MOST_COMPARABLE_DAYS, "the number of comparable days");
        requireBetween(1, minimumComparableDays, comparableDays, "the least number of comparable days");
        requireBetween(1, lookBackDays, MOST_DAYS, "the number of days to look back");
        if (neighbourReach.isNegative() || neighbourReach.compareTo(LONGEST_REACH) > 0) {
            throw new IllegalArgumentException(
                    "the reach of neighbours is " + neighbourReach + "; give 0 to " + LONGEST_REACH);
        }
        replaceable = Set.copyOf(replaceable);
        for (QualityCode code : replaceable) {
            if (!REPLACEABLE.contains(code)) {
                throw new IllegalArgumentException("values marked " + code
                        + " are never replaced by a method; allow some of " + REPLACEABLE + ", and edit the others");
            }
        }
        Objects.requireNonNull(outages, "outages");
    }

    /**
     * The documented defaults.
     *
     * @return always the same
     */
    public static EstimationPolicy standard() {
        return STANDARD;
    }

    /**
     * The same with another longest gap.
     *
     * @param days the largest number of whole market days, 0 to 3,660
     * @return a copy
     */
    public EstimationPolicy withLongestGapDays(int days) {
        return new EstimationPolicy(
                days,
                longestGap,
                comparableDays,
                minimumComparableDays,
                lookBackDays,
                neighbourReach,
                replaceable,
                outages);
    }

    /**
     * The same with a method allowed, or allowed for other gaps.
     *
     * @param method one of the four methods
     * @param longest the longest gap it may fill, positive
     * @return a copy
     */
    public EstimationPolicy with(SubstitutionMethod method, Duration longest) {
        Map<SubstitutionMethod, Duration> changed = new EnumMap<>(SubstitutionMethod.class);
        changed.putAll(longestGap);
        changed.put(method, longest);
        return withMethods(changed);
    }

    /**
     * The same without a method.
     *
     * @param method the method that is not to be used
     * @return a copy
     */
    public EstimationPolicy without(SubstitutionMethod method) {
        Map<SubstitutionMethod, Duration> changed = new EnumMap<>(SubstitutionMethod.class);
        changed.putAll(longestGap);
        changed.remove(method);
        return withMethods(changed);
    }

    /**
     * The same with other numbers of comparable days.
     *
     * @param most of how many days the mean is made, 1 to 100
     * @param least how many there have to be, 1 to {@code most}
     * @param lookBack how many days before a gap they may lie, 1 to 3,660
     * @return a copy
     */
    public EstimationPolicy withComparableDays(int most, int least, int lookBack) {
        return new EstimationPolicy(
                longestGapDays, longestGap, most, least, lookBack, neighbourReach, replaceable, outages);
    }

    /**
     * The same with another reach of neighbours.
     *
     * @param reach 0 for the mean of comparable days alone, to 366 days
     * @return a copy
     */
    public EstimationPolicy withNeighbourReach(Duration reach) {
        return new EstimationPolicy(
                longestGapDays,
                longestGap,
                comparableDays,
                minimumComparableDays,
                lookBackDays,
                reach,
                replaceable,
                outages);
    }

    /**
     * The same with other values that may be replaced.
     *
     * @param codes the marks of such values
     * @return a copy
     */
    public EstimationPolicy withReplaceable(Set<QualityCode> codes) {
        return new EstimationPolicy(
                longestGapDays,
                longestGap,
                comparableDays,
                minimumComparableDays,
                lookBackDays,
                neighbourReach,
                codes,
                outages);
    }

    /**
     * The same with another treatment of outages.
     *
     * @param treatment what is put into known outages
     * @return a copy
     */
    public EstimationPolicy withOutages(OutageTreatment treatment) {
        return new EstimationPolicy(
                longestGapDays,
                longestGap,
                comparableDays,
                minimumComparableDays,
                lookBackDays,
                neighbourReach,
                replaceable,
                treatment);
    }

    private EstimationPolicy withMethods(Map<SubstitutionMethod, Duration> methods) {
        return new EstimationPolicy(
                longestGapDays,
                methods,
                comparableDays,
                minimumComparableDays,
                lookBackDays,
                neighbourReach,
                replaceable,
                outages);
    }

    /** Why a method may not fill a gap, or null if it may. */
    @Nullable
    String obstacle(SubstitutionMethod method, Duration gap) {
        Duration longest = longestGap.get(method);
        if (longest == null) {
            return "the policy does not allow it";
        }
        return gap.compareTo(longest) > 0 ? "the gap of " + gap + " is longer than " + longest : null;
    }

    private static void requireMethod(SubstitutionMethod method, Duration longest) {
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException(method + " is no method of estimation; allow some of " + METHODS);
        }
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("the longest gap of " + method + " is " + longest
                    + "; give a positive one, or leave the method out");
        }
    }

    private static void requireBetween(int least, int value, int most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + "; give " + least + " to " + most);
        }
    }
}
