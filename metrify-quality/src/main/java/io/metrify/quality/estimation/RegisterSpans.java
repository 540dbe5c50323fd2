package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.RegisterReading;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the register of a series went, from one reading at the edge of a slot to the next. Readings in between that are off
 * the raster still tell how often the register turned over.
 *
 * <p>A register that fell has turned over if the advance over its last digit is one that the rated power could move, or, where
 * that is not known, at most a tenth of the register's range. Otherwise one of the two readings is wrong, and as nobody knows
 * which, neither is used; nor are readings of one instant that contradict each other. An exchange whose indexes are not known,
 * or not used, ends the chain: across it there is no advance.
 */
final class RegisterSpans {

    private static final long MILLIWATT_HOURS_PER_KILOWATT_HOUR = 1_000_000;
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final double LARGEST_SHARE = 0.1;

    private final EstimationRequest request;
    private final ReadingSeries series;
    private final List<Instant> breaks;
    private final List<RegisterAdvance> advances = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** An instant at which the register is known: what it showed up to then, and what it showed from then on. */
    private record Mark(
            Instant instant,
            Energy closing,
            Energy opening,
            @Nullable MeterExchange exchange) {}

    RegisterSpans(EstimationRequest request, List<Instant> knownExchanges) {
        this.request = request;
        this.series = request.series();
        this.breaks = new ArrayList<>(knownExchanges);
        List<Mark> marks = new ArrayList<>(marks().values());
        dropFalls(marks);
        join(marks);
    }

    /** Advances within the series, from slot edge to slot edge, in the order of time. */
    List<RegisterAdvance> advances() {
        return advances;
    }

    List<Finding> findings() {
        return findings;
    }

    private SortedMap<Instant, Mark> marks() {
        SortedMap<Instant, Mark> marks = new TreeMap<>();
        List<Instant> contradictory = new ArrayList<>();
        for (MeterExchange exchange : request.exchanges()) {
            Mark mark = new Mark(exchange.instant(), exchange.finalIndex(), exchange.initialIndex(), exchange);
            Mark other = marks.putIfAbsent(exchange.instant(), mark);
            if (other != null && !other.equals(mark)) {
                contradictory.add(exchange.instant());
            }
        }
        for (RegisterReading reading : request.registers()) {
            Energy index = reading.index();
            if (!counts(reading.register())) {
                continue;
            }
            if (index.isNegative()) {
                find(
                        "estimation.register.negative",
                        new Interval(reading.timestamp(), reading.timestamp().plusMillis(1)),
                        index.toString(),
                        "0 or more",
                        "The register of " + series.register() + " stands at " + index + " at " + reading.timestamp()
                                + ", and no index is negative; it is not used.");
            } else if (!reading.quality().code().isWorseThan(QualityCode.EDITED)) {
                Mark other = marks.putIfAbsent(reading.timestamp(), new Mark(reading.timestamp(), index, index, null));
                if (other != null && !index.equals(other.opening) && !index.equals(other.closing)) {
                    contradictory.add(reading.timestamp());
                }
            }
        }
        contradictory.stream().distinct().sorted().forEach(instant -> {
            drop(Objects.requireNonNull(marks.remove(instant)));
            find(
                    "estimation.register.conflict",
                    new Interval(instant, instant.plusMillis(1)),
                    "several indexes",
                    "one",
                    "The register of " + series.register() + " has several indexes at " + instant
                            + "; none of them is used.");
        });
        return marks;
    }

    private boolean counts(ObisCode register) {
        ObisCode profile = series.register();
        return register.isCumulative()
                && register.a() == profile.a()
                && register.b() == profile.b()
                && register.c() == profile.c()
                && register.e() == profile.e();
    }

    /** Takes out, again and again, two neighbours of which the later is less than the earlier. */
    private void dropFalls(List<Mark> marks) {
        int i = 1;
        while (i < marks.size()) {
            Mark last = marks.get(i - 1);
            Mark next = marks.get(i);
            if (isBroken(last, next) || advance(last, next) >= 0) {
                i++;
                continue;
            }
            find(
                    "estimation.register.backward",
                    new Interval(last.instant, next.instant),
                    next.closing.toString(),
                    "at least " + last.opening,
                    "The register of " + series.register() + " fell from " + last.opening + " at " + last.instant
                            + " to "
                            + next.closing + " at " + next.instant + ", which is no rollover of "
                            + request.registerDigits() + " digits; neither reading is used.");
            drop(marks.remove(i));
            drop(marks.remove(i - 1));
            i = Math.max(1, i - 1);
        }
    }

    private void drop(Mark mark) {
        if (mark.exchange != null) {
            breaks.add(mark.instant);
        }
    }

    private void join(List<Mark> marks) {
        RegisterAdvance open = null;
        for (int i = 1; i < marks.size(); i++) {
            Mark last = marks.get(i - 1);
            Mark next = marks.get(i);
            if (isBroken(last, next) || (open == null && !isEdge(last.instant))) {
                open = null;
                continue;
            }
            RegisterAdvance step = step(last, next);
            open = open == null ? step : chained(open, step, last.exchange);
            if (isEdge(next.instant)) {
                advances.add(open);
                open = null;
            }
        }
    }

    private RegisterAdvance step(Mark last, Mark next) {
        return new RegisterAdvance(
                new Interval(last.instant, next.instant),
                last.opening,
                next.closing,
                next.closing.compareTo(last.opening) < 0 ? 1 : 0,
                List.of(),
                Energy.ofMilliwattHours(advance(last, next)));
    }

    /** How far the register went between two instants, in mWh, or -1 if it went backwards. */
    private long advance(Mark last, Mark next) {
        long advance = next.closing.milliwattHours() - last.opening.milliwattHours();
        if (advance >= 0) {
            return advance;
        }
        long range = range();
        long rolled = advance + range;
        double most =
                capacity(request, Duration.between(last.instant, next.instant).toSeconds());
        boolean possible = rolled >= 0
                && last.opening.milliwattHours() < range
                && rolled <= (Double.isNaN(most) ? LARGEST_SHARE * range : most);
        return possible ? rolled : -1;
    }

    private boolean isBroken(Mark last, Mark next) {
        return breaks.stream().anyMatch(instant -> isUnexplained(instant, last, next));
    }

    /** A reading at the very instant of an exchange of unknown indexes is of either device. */
    private boolean isUnexplained(Instant exchange, Mark last, Mark next) {
        boolean between = !exchange.isBefore(last.instant) && !exchange.isAfter(next.instant);
        boolean explained = (exchange.equals(last.instant) && last.exchange != null)
                || (exchange.equals(next.instant) && next.exchange != null);
        return between && !explained;
    }

    /** What the register shows one after its last number, in mWh; of twelve digits it just fits. */
    private long range() {
        long range = MILLIWATT_HOURS_PER_KILOWATT_HOUR;
        for (int digit = 0; digit < request.registerDigits(); digit++) {
            range *= 10;
        }
        return range;
    }

    private static RegisterAdvance chained(
            RegisterAdvance first, RegisterAdvance second, @Nullable MeterExchange exchange) {
        List<MeterExchange> exchanges = new ArrayList<>(first.exchanges());
        if (exchange != null) {
            exchanges.add(exchange);
        }
        return new RegisterAdvance(
                new Interval(first.span().start(), second.span().end()),
                first.opening(),
                second.closing(),
                first.rollovers() + second.rollovers(),
                exchanges,
                first.energy().plus(second.energy()));
    }

    /** Whether a slot of the series starts or ends at an instant. */
    private boolean isEdge(Instant instant) {
        Interval covered = series.interval();
        return !instant.isBefore(covered.start())
                && !instant.isAfter(covered.end())
                && (instant.equals(covered.start()) || series.fits(new Interval(covered.start(), instant)));
    }

    private void find(String rule, Interval at, String observed, String expected, String message) {
        findings.add(finding(series, rule, at, observed, expected, message));
    }

    static Finding finding(
            ReadingSeries series, String rule, Interval at, String observed, String expected, String message) {
        return new Finding(
                rule,
                Severity.WARNING,
                series.meterId(),
                at.start(),
                at.end(),
                "index_kwh",
                observed,
                expected,
                message);
    }

    /** What the rated power can move in a time, in mWh; NaN if it is not known. */
    static double capacity(EstimationRequest request, long seconds) {
        return request.ratedPowerKw() * MILLIWATT_HOURS_PER_KILOWATT_HOUR / SECONDS_PER_HOUR * seconds;
    }
}
