package io.metrify.validation.series;

import io.metrify.model.Interval;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.RegisterReading;
import io.metrify.validation.BatchReport;
import io.metrify.validation.Finding;
import io.metrify.validation.ReadingColumns;
import io.metrify.validation.RuleContext;
import io.metrify.validation.RuleSet;
import io.metrify.validation.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges the series of many meters as their readings arrive, in bounded memory for each. A meter's slots are judged when its
 * newest reading is the {@linkplain SeriesSettings#lateness allowed lateness} ahead of them, or when {@link #judgeTo} says
 * that time has passed. For any order of arrival within the allowed lateness the findings are those of a {@linkplain
 * SeriesRules#validate batch}; what arrives later is a finding and changes nothing.
 *
 * <p>What waits is bounded: 1,024 values of slots that were delivered several times and 2,048 intervals off the raster for
 * each register, 1,024 readings of cumulative registers and 16 registers with intervals for each meter. What is beyond is
 * reported or counted, and left out.
 *
 * <p>Every reading is first judged by the {@linkplain SeriesRules#recordRules rules for single readings}, whose findings are
 * passed on at once; a value with a finding of severity ERROR counts as delivered, but nothing is concluded from it.
 *
 * <p>Memory: about 3 KiB for each meter of quarter hours and a lateness of a day, whatever the number of its readings. {@link
 * #save} and {@link #restore} carry it over a restart.
 *
 * <p>Not thread-safe: use one for each partition, and send a meter's readings to the same one.
 *
 * <pre>{@code
 * SeriesValidator validator = SeriesValidator.of(SeriesRules.standard(), settings, findings::publish);
 * validator.accept(reading, clock.instant());
 * ...
 * validator.judgeTo(clock.instant().minus(settings.lateness()));   // now and then, so that silence is noticed
 * }</pre>
 */
public final class SeriesValidator {

    private final SeriesContext context;
    private final Verdicts verdicts;
    private final Map<String, MeterSeries> meters = new HashMap<>();
    private RuleContext ruleContext;
    /** Used again and again, so that piece after piece costs no memory. */
    private @Nullable BatchReport<MeterReading> batchReport;

    private SeriesValidator(
            SeriesRules rules, SeriesSettings settings, @Nullable Instant until, Consumer<? super Finding> findings) {
        this.verdicts = new Verdicts(rules.active(), findings);
        this.context = new SeriesContext(rules, settings, verdicts, until);
        this.ruleContext = new RuleContext(Instant.EPOCH, settings.meters());
    }

    /**
     * A validator of a stream, which has seen nothing yet.
     *
     * @param rules the rules
     * @param settings the calendar, what is known of the meters, and how long to wait
     * @param findings takes every finding, by the thread that calls
     * @return a validator
     */
    public static SeriesValidator of(SeriesRules rules, SeriesSettings settings, Consumer<? super Finding> findings) {
        Objects.requireNonNull(findings, "findings");
        return new SeriesValidator(rules, settings, null, findings);
    }

    /** A validator of a window whose readings come in the order of time, meter by meter. */
    static SeriesValidator ofWindow(
            SeriesRules rules, Interval window, SeriesSettings settings, Consumer<? super Finding> findings) {
        SeriesSettings whole = settings.withFrom(window.start()).withLateness(Duration.ZERO);
        return new SeriesValidator(rules, whole, window.end(), findings);
    }

    /**
     * Expects a meter to deliver a register's intervals from an instant on, so that it is noticed if it never does. Without
     * this, a meter is expected to deliver once it has delivered for the first time.
     *
     * @param meterId the meter
     * @param register the register, such as {@link ObisCode#IMPORT_PROFILE}
     * @param from from when on, or from its installation if that is later
     * @throws IllegalArgumentException if 16 other registers of the meter deliver or are expected to
     */
    public void expect(String meterId, ObisCode register, Instant from) {
        MeterSeries series = series(meterId);
        if (series != null) {
            series.expect(register, from);
        }
    }

    /**
     * Takes an interval reading and judges it by the rules for single readings.
     *
     * @param reading the reading
     * @param receivedAt when it was received, by which readings from the future are told
     */
    public void accept(MeterReading reading, Instant receivedAt) {
        ValidationReport report = context.rules().recordRules().validate(reading, at(receivedAt));
        if (!report.findings().isEmpty()) {
            verdicts.findings(report);
        }
        accept(reading, report, receivedAt);
    }

    /**
     * Takes an interval reading that the rules for single readings have judged before; their findings are not passed on again.
     *
     * @param reading the reading
     * @param report what they said
     * @param receivedAt when it was received
     */
    public void accept(MeterReading reading, ValidationReport report, Instant receivedAt) {
        accept(reading, report.isAcceptable(), receivedAt);
    }

    void accept(MeterReading reading, boolean fit, Instant receivedAt) {
        MeterSeries series = series(reading.meterId());
        if (series == null) {
            verdicts.outside++;
        } else {
            series.take(reading, fit, receivedAt);
        }
    }

    /** Judges readings by the rules for single readings and passes their findings on. */
    BatchReport<MeterReading> judge(ReadingColumns readings, Instant receivedAt) {
        RuleSet<MeterReading> rules = context.rules().recordRules();
        BatchReport<MeterReading> report = batchReport == null
                ? rules.validateAll(readings, at(receivedAt))
                : rules.validateAll(readings, at(receivedAt), batchReport);
        batchReport = report;
        if (report.findings() > 0) {
            BitSet rows = new BitSet(readings.size());
            report.forEachViolation((row, rule) -> rows.set(row));
            rows.stream().forEach(row -> verdicts.findings(report.report(row)));
        }
        return report;
    }

    /**
     * Takes a reading of a cumulative register.
     *
     * @param reading the reading
     * @param receivedAt when it was received
     */
    public void accept(RegisterReading reading, Instant receivedAt) {
        MeterSeries series = series(reading.meterId());
        if (series == null) {
            verdicts.registers++;
        } else {
            series.take(reading, receivedAt);
        }
    }

    /**
     * Judges what is before an instant, whatever may still arrive for it: the watermark of all meters. Silence is noticed by
     * this, as a silent meter moves nothing by itself.
     *
     * @param watermark the instant; one before what was judged already does nothing
     */
    public void judgeTo(Instant watermark) {
        for (MeterSeries series : meters.values()) {
            series.judgeTo(series.terms().raster().slotOf(Raster.wireSecond(watermark)));
        }
    }

    /**
     * Judges all before an instant, and reports gaps and runs that are still open as far as they go. The validator can go on
     * afterwards, but a gap or run across the instant is then reported in two parts.
     *
     * @param end the end of what was delivered; the current market day is judged as a whole if it ends there
     */
    public void close(Instant end) {
        for (MeterSeries series : meters.values()) {
            series.close(series.terms().raster().slotOf(Raster.wireSecond(end)));
        }
    }

    /**
     * Forgets a meter, such as one that was removed or whose declared resolution or type has changed. What waits to be judged is lost.
     *
     * @param meterId the meter
     * @return whether anything was known of it
     */
    public boolean forget(String meterId) {
        return meters.remove(meterId) != null;
    }

    /**
     * The meters of which something is remembered.
     *
     * @return their ids, a copy in no particular order
     */
    public Set<String> meterIds() {
        return Set.copyOf(meters.keySet());
    }

    /**
     * What is remembered of a meter, to go on elsewhere or after a restart: what waits to be judged, and what the rules know
     * of the past. Counts and coverage are not part of it.
     *
     * @param meterId the meter
     * @return a few hundred bytes up to some thousand, or null if nothing is known of the meter
     */
    public byte @Nullable [] save(String meterId) {
        MeterSeries series = meters.get(meterId);
        return series == null ? null : SeriesState.write(series);
    }

    /**
     * Remembers of a meter what another validator, or an earlier or later version of this library, had saved. What was known
     * of the meter before is forgotten. Thresholds may differ from those of the validator that saved it.
     *
     * @param state what {@link #save} gave
     * @return false if the meter's declared resolution or the offset of the raster has changed since, so that the state is of
     *     no use and the series starts anew
     * @throws IllegalArgumentException if the bytes are damaged, in which case nothing has changed
     */
    public boolean restore(byte[] state) {
        SeriesState.Head head = SeriesState.Head.of(state);
        MeterSeries known = meters.remove(head.meterId());
        MeterSeries fresh = series(head.meterId());
        if (fresh == null || !fresh.terms().raster().equals(head.raster())) {
            return false;
        }
        try {
            SeriesState.read(head.sections(), fresh);
        } catch (RuntimeException damaged) {
            meters.remove(head.meterId());
            if (known != null) {
                meters.put(head.meterId(), known);
            }
            throw damaged instanceof IllegalArgumentException
                    ? damaged
                    : new IllegalArgumentException(
                            "the state of meter " + head.meterId() + " is damaged (" + damaged
                                    + "); restore another copy, or let the series start anew",
                            damaged);
        }
        return true;
    }

    /**
     * How often each rule on series judged so far and was skipped and why.
     *
     * @return by rule id, in the order of the rules
     */
    public Map<String, RuleCoverage> coverage() {
        return verdicts.coverage();
    }

    /**
     * What became of the readings so far.
     *
     * @return the counts
     */
    public SeriesCounts counts() {
        return verdicts.counts();
    }

    /**
     * The number of meters of which something is remembered.
     *
     * @return 0 or more
     */
    public int meters() {
        return meters.size();
    }

    private RuleContext at(Instant receivedAt) {
        if (!ruleContext.now().equals(receivedAt)) {
            ruleContext = ruleContext.withNow(receivedAt);
        }
        return ruleContext;
    }

    /** What the state of all meters takes, without the objects around it. */
    long bytes() {
        return meters.values().stream().mapToLong(MeterSeries::bytes).sum();
    }

    private @Nullable MeterSeries series(String meterId) {
        MeterSeries known = meters.get(meterId);
        return known == null ? begin(meterId) : known;
    }

    private @Nullable MeterSeries begin(String meterId) {
        SeriesSettings settings = context.settings();
        Meter meter = settings.meters().find(meterId);
        Duration resolution = meter == null ? settings.assumedResolution() : meter.resolution();
        Raster raster = Raster.of(resolution, settings.rasterOffset());
        if (raster == null) {
            context.rules().active().keySet().forEach(rule -> verdicts.skipped(rule, Raster.NONE));
            return null;
        }
        MeterSeries series = new MeterSeries(meterId, meter, raster, context);
        if (settings.from() != null) {
            series.expectFrom(settings.from());
        }
        meters.put(meterId, series);
        return series;
    }
}
