package io.metrify.quality.report;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.quality.FleetScore;
import io.metrify.quality.QualityCounts;
import io.metrify.quality.ReadingScore;
import io.metrify.quality.TierThresholds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Puts a {@link QualityReport} together. Meters are added one by one and only the worst are kept, so that a fleet of any size
 * takes the memory of a few. Not thread-safe.
 *
 * <pre>{@code
 * QualityReportBuilder report = QualityReport.builder("Fleet north", berlin, clock.instant())
 *         .period(week)
 *         .score(FleetScore.of(counts));
 * meters.forEach(meter -> report.meter(ReportedMeter.of(meter.id(), meter.score())));
 * report.worst().stream().limit(10).map(this::page).forEach(report::page);
 * QualityReportHtml.write(report.build(), file);
 * }</pre>
 */
public final class QualityReportBuilder {

    private static final int WORST = 20;

    private static final Comparator<ReportedMeter> WORST_FIRST = Comparator.comparingInt(
                    (ReportedMeter meter) -> meter.score().partsPerMillion().orElse(ReadingScore.PERFECT))
            .thenComparing(ReportedMeter::meterId);

    private static final Comparator<ReportedRule> DEAREST_FIRST = Comparator.comparingInt(
                    (ReportedRule rule) -> rule.lostPpm().orElse(0))
            .thenComparingInt(rule -> rule.withoutPpm().orElse(0))
            .thenComparingLong(ReportedRule::findings)
            .reversed()
            .thenComparing(ReportedRule::rule);

    private final String title;
    private final MarketCalendar calendar;
    private final Instant generatedAt;
    private final NavigableMap<LocalDate, TierCounts> days = new TreeMap<>();
    private final List<ReportedRule> rules = new ArrayList<>();
    private final List<MeterPage> pages = new ArrayList<>();
    private final PriorityQueue<ReportedMeter> worst = new PriorityQueue<>(WORST_FIRST.reversed());
    private Optional<Interval> period = Optional.empty();
    private TierThresholds tiers = TierThresholds.standard();
    private ReportedScore score = ReportedScore.of(FleetScore.of(QualityCounts.NONE));
    private ReportedCounts counts = ReportedCounts.NONE;
    private TierCounts meters = TierCounts.NONE;
    private int mostMeters = WORST;

    QualityReportBuilder(String title, MarketCalendar calendar, Instant generatedAt) {
        this.title = Objects.requireNonNull(title, "title");
        this.calendar = Objects.requireNonNull(calendar, "calendar");
        this.generatedAt = Objects.requireNonNull(generatedAt, "generatedAt");
        if (title.isBlank()) {
            throw new IllegalArgumentException("the title \"" + title + "\" is blank; say what the report is about");
        }
    }

    /**
     * Sets the time that the report covers; without this it says that there is none.
     *
     * @param newPeriod usually whole market days
     * @return this
     */
    public QualityReportBuilder period(Interval newPeriod) {
        period = Optional.of(newPeriod);
        return this;
    }

    /**
     * Sets the least scores of the grades, which the report explains; those of {@link TierThresholds#standard()} unless set.
     *
     * @param newTiers what the scores were graded by
     * @return this
     */
    public QualityReportBuilder tiers(TierThresholds newTiers) {
        tiers = Objects.requireNonNull(newTiers, "newTiers");
        return this;
    }

    /**
     * Sets the score of all readings together and what became of them; without this there is no score.
     *
     * @param newScore the score
     * @return this
     */
    public QualityReportBuilder score(FleetScore newScore) {
        score = ReportedScore.of(newScore);
        counts = ReportedCounts.of(newScore.counts());
        return this;
    }

    /**
     * Sets how many meters are listed at most; 20 unless set. To be called before the first meter is added.
     *
     * @param most 0 to 1,000
     * @return this
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException if a meter was added
     */
    public QualityReportBuilder mostMeters(int most) {
        if (most < 0 || most > 1_000) {
            throw new IllegalArgumentException(most + " meters cannot be listed; give 0 to 1000");
        }
        if (meters.total() > 0) {
            throw new IllegalStateException(
                    "some meters may have been left out already; set how many are listed before the first is added");
        }
        mostMeters = most;
        return this;
    }

    /**
     * Adds meters of a market day. Those of one date add up.
     *
     * @param day the day
     * @return this
     */
    public QualityReportBuilder day(ReportedDay day) {
        days.merge(day.date(), day.meters(), TierCounts::plus);
        return this;
    }

    /**
     * Adds a meter: it counts by its grade, and is listed if it is among the worst. One without a score is not listed.
     *
     * @param meter the meter; adding one twice counts it twice
     * @return this
     */
    public QualityReportBuilder meter(ReportedMeter meter) {
        meters = meters.plusOne(meter.score().tier());
        if (meter.score().partsPerMillion().isPresent()) {
            worst.add(meter);
            if (worst.size() > mostMeters) {
                worst.remove();
            }
        }
        return this;
    }

    /**
     * The meters that would be listed now.
     *
     * @return the worst first, by id where scores are equal; among them flawless ones if there are few others
     */
    public List<ReportedMeter> worst() {
        return worst.stream().sorted(WORST_FIRST).toList();
    }

    /**
     * Adds a rule.
     *
     * @param rule the rule
     * @return this
     */
    public QualityReportBuilder rule(ReportedRule rule) {
        rules.add(Objects.requireNonNull(rule, "rule"));
        return this;
    }

    /**
     * Adds a meter in detail.
     *
     * @param page everything of the meter
     * @return this
     * @throws IllegalStateException if there are as many pages as meters are listed
     */
    public QualityReportBuilder page(MeterPage page) {
        if (pages.size() >= mostMeters) {
            throw new IllegalStateException("a report that lists " + mostMeters
                    + " meters has no room for another page; raise mostMeters, or show the worst only");
        }
        pages.add(Objects.requireNonNull(page, "page"));
        return this;
    }

    /**
     * The report.
     *
     * @return what was added so far
     */
    public QualityReport build() {
        return new QualityReport(
                title,
                period,
                calendar,
                generatedAt,
                tiers,
                score,
                counts,
                days.entrySet().stream()
                        .map(day -> new ReportedDay(day.getKey(), day.getValue()))
                        .toList(),
                new MeterRanking(meters, worst()),
                rules.stream().sorted(DEAREST_FIRST).toList(),
                pages);
    }
}
