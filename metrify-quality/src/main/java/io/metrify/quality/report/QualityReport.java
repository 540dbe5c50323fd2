package io.metrify.quality.report;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.quality.TierThresholds;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The quality of a fleet's readings, for people and for programs: how good they are, what that cost and by which rule, and which
 * meters to look at. It holds plain numbers that were worked out before; {@link QualityReportHtml} and {@link
 * QualityReportJson} write it. Immutable.
 *
 * @param title what the report is about
 * @param period the time it covers, or empty if there was no reading to tell by
 * @param calendar the market whose days and local times are meant
 * @param generatedAt when the report was made
 * @param tiers the least scores of the grades
 * @param score the score of all readings together
 * @param counts what became of all readings together
 * @param days the meters by grade, day by day, in the order of time
 * @param meters all meters in short
 * @param rules the rules, those that cost most first
 * @param pages one meter after another, in detail
 */
public record QualityReport(
        String title,
        Optional<Interval> period,
        MarketCalendar calendar,
        Instant generatedAt,
        TierThresholds tiers,
        ReportedScore score,
        ReportedCounts counts,
        List<ReportedDay> days,
        MeterRanking meters,
        List<ReportedRule> rules,
        List<MeterPage> pages) {

    /** Copies the lists. */
    public QualityReport {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(generatedAt, "generatedAt");
        Objects.requireNonNull(tiers, "tiers");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(meters, "meters");
        days = List.copyOf(days);
        rules = List.copyOf(rules);
        pages = List.copyOf(pages);
    }

    /**
     * A report that says nothing yet.
     *
     * @param title what the report is about, not blank
     * @param calendar the market whose days and local times are meant
     * @param generatedAt when the report is made
     * @return a builder
     * @throws IllegalArgumentException if the title is blank
     */
    public static QualityReportBuilder builder(String title, MarketCalendar calendar, Instant generatedAt) {
        return new QualityReportBuilder(title, calendar, generatedAt);
    }
}
