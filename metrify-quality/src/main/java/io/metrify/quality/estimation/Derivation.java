package io.metrify.quality.estimation;

import io.metrify.model.DayType;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.quality.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a substitute came about, with the inputs from which it can be computed again. */
public sealed interface Derivation {

    /**
     * The method, as wires carry it.
     *
     * @return never {@link SubstitutionMethod#NONE}
     */
    SubstitutionMethod method();

    /**
     * How far a value that came about so can be trusted.
     *
     * @return {@link QualityCode#ESTIMATED}, or {@link QualityCode#PRELIMINARY} if nothing but a forecast says how much it is
     */
    default QualityCode code() {
        return QualityCode.ESTIMATED;
    }

    /**
     * How the value came about, in words that stay the same for the same inputs.
     *
     * @return a phrase without a full stop, of at most 700 characters
     */
    String words();

    /**
     * No energy, because the supply was out.
     *
     * @param outage the known outage
     */
    record Outage(Interval outage) implements Derivation {

        /** Checks that nothing is missing. */
        public Outage {
            Objects.requireNonNull(outage, "outage");
        }

        @Override
        public SubstitutionMethod method() {
            return SubstitutionMethod.UNSPECIFIED;
        }

        @Override
        public String words() {
            return "no energy during the outage " + outage;
        }
    }

    /**
     * A point on the straight line between the neighbours of a gap.
     *
     * @param before the start of the slot before the gap
     * @param energyBefore its measured energy
     * @param after the start of the slot after the gap
     * @param energyAfter its measured energy
     */
    record Interpolation(Instant before, Energy energyBefore, Instant after, Energy energyAfter) implements Derivation {

        /** Checks that nothing is missing. */
        public Interpolation {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(energyBefore, "energyBefore");
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(energyAfter, "energyAfter");
        }

        @Override
        public SubstitutionMethod method() {
            return SubstitutionMethod.INTERPOLATION;
        }

        @Override
        public String words() {
            return "straight line from " + energyBefore + " at " + before + " to " + energyAfter + " at " + after;
        }
    }

    /**
     * The mean of the same local time on comparable days, rounded half-even to whole mWh, and near the edges of a gap drawn
     * towards the straight line between its neighbours, rounded again; {@link EstimationPolicy#neighbourReach} has the formula.
     *
     * @param type the type of the days
     * @param days their market dates, the most recent first, at least one
     * @param neighbours the line, or null if the mean stands alone
     * @param reach how far from the nearer neighbour line and mean count the same; 0 if the mean stands alone
     */
    record ComparableDays(
            DayType type, List<LocalDate> days, @Nullable Interpolation neighbours, Duration reach)
            implements Derivation {

        private static final int MOST_NAMED = 8;

        /** Checks that there is a day, and copies. */
        public ComparableDays {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(reach, "reach");
            days = List.copyOf(days);
            if (days.isEmpty()) {
                throw new IllegalArgumentException("there is no mean of no days; give at least one");
            }
        }

        @Override
        public SubstitutionMethod method() {
            return SubstitutionMethod.COMPARABLE_DAYS;
        }

        @Override
        public String words() {
            String named =
                    days.stream().limit(MOST_NAMED).map(LocalDate::toString).collect(Collectors.joining(", "));
            int more = days.size() - MOST_NAMED;
            Interpolation line = neighbours;
            return "mean of " + type + " " + named + (more > 0 ? " and " + more + " more" : "")
                    + (line == null ? "" : ", drawn within " + reach + " of the gap's edges to the " + line.words());
        }
    }

    /**
     * A value of a load profile.
     *
     * @param profile the profile's name
     * @param annualForecast the energy of a year to which it was scaled, or null if it only gave a shape
     */
    record Profile(String profile, @Nullable Energy annualForecast) implements Derivation {

        /** Checks that nothing is missing. */
        public Profile {
            Objects.requireNonNull(profile, "profile");
        }

        @Override
        public SubstitutionMethod method() {
            return SubstitutionMethod.LOAD_PROFILE;
        }

        @Override
        public QualityCode code() {
            return annualForecast == null ? QualityCode.ESTIMATED : QualityCode.PRELIMINARY;
        }

        @Override
        public String words() {
            return "load profile " + profile
                    + (annualForecast == null ? "" : " scaled to the annual forecast of " + annualForecast);
        }
    }

    /** The same in every slot, because the shape was zero throughout. */
    record EvenSpread() implements Derivation {

        @Override
        public SubstitutionMethod method() {
            return SubstitutionMethod.REGISTER_SCALING;
        }

        @Override
        public String words() {
            return "even spread, as the shape was zero throughout";
        }
    }

    /**
     * A value of a shape, scaled so that the substitutes and the other values of a span add up to the register's advance.
     *
     * @param shape what gave the shape
     * @param advance how far the register went
     * @param given the energy of the span's other values
     * @param rest what was left for the substitutes: the advance less the given
     * @param factor the rest over the sum of the shape, exactly; before rounding, each substitute is this times its shape
     */
    record RegisterScaling(Derivation shape, RegisterAdvance advance, Energy given, Energy rest, Ratio factor)
            implements Derivation {

        private static final int MOST_NAMED = 1;

        /** Checks that nothing is missing. */
        public RegisterScaling {
            Objects.requireNonNull(shape, "shape");
            Objects.requireNonNull(advance, "advance");
            Objects.requireNonNull(given, "given");
            Objects.requireNonNull(rest, "rest");
            Objects.requireNonNull(factor, "factor");
        }

        @Override
        public SubstitutionMethod method() {
            return shape instanceof Profile ? SubstitutionMethod.LOAD_PROFILE : SubstitutionMethod.REGISTER_SCALING;
        }

        @Override
        public String words() {
            String exchanged = advance.exchanges().stream()
                    .limit(MOST_NAMED)
                    .map(exchange -> ", exchanged at " + exchange.instant() + " (" + exchange.finalIndex() + " to "
                            + exchange.initialIndex() + ")")
                    .collect(Collectors.joining());
            int more = advance.exchanges().size() - MOST_NAMED;
            return shape.words() + ", scaled by " + factor + " so that " + advance.span()
                    + " adds up to the advance of "
                    + advance.energy() + " from " + advance.opening() + " to " + advance.closing()
                    + (advance.rollovers() > 0 ? ", rollovers: " + advance.rollovers() : "") + exchanged
                    + (more > 0 ? " and " + more + " times more" : "");
        }
    }
}
