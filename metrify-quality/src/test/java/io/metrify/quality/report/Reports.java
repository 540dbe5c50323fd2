package io.metrify.quality.report;

import io.metrify.model.Energy;
import io.metrify.model.MarketCalendar;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingSeriesBuilder;
import io.metrify.quality.FleetScore;
import io.metrify.quality.QualityTally;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import io.metrify.validation.series.RuleCoverage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The reports that the tests look at. */
final class Reports {

    static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));
    static final LocalDate LONG_DAY = LocalDate.of(2026, 10, 25);
    static final Duration QUARTER = Duration.ofMinutes(15);
    static final Instant NOW = Instant.parse("2026-10-26T08:00:00Z");
    static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'&\u202E";

    private Reports() {}

    static FleetScore score(long accepted, long rejected, long missing) {
        QualityTally tally = new QualityTally();
        tally.expect(accepted + missing);
        for (long i = 0; i < accepted; i++) {
            tally.accepted(List.of());
        }
        for (long i = 0; i < rejected; i++) {
            tally.rejected(List.of());
        }
        return FleetScore.of(tally.counts());
    }

    /** A market day of 100 quarter hours: 10 missing, 5 interpolated, one edited. */
    static ReadingSeries longDay(String meterId) {
        ReadingSeriesBuilder series =
                ReadingSeries.builder(meterId, ObisCode.IMPORT_PROFILE, BERLIN.day(LONG_DAY), QUARTER);
        for (int slot = 0; slot < 100; slot++) {
            if (slot < 40 || slot >= 50) {
                series.set(
                        slot,
                        Energy.ofMilliwattHours(250_000 + slot),
                        slot == 99
                                ? QualityCode.EDITED
                                : slot >= 60 && slot < 65 ? QualityCode.ESTIMATED : QualityCode.AS_PROVIDED,
                        slot >= 60 && slot < 65 ? SubstitutionMethod.INTERPOLATION : SubstitutionMethod.NONE);
            }
        }
        return series.build();
    }

    static Finding gap(String meterId) {
        ReadingSeries series = longDay(meterId);
        return new Finding(
                "series.gap",
                Severity.ERROR,
                meterId,
                series.slotStart(40),
                series.slotStart(50),
                null,
                "10 slots missing",
                "every slot",
                "10 slots of " + meterId + " are missing");
    }

    static MeterPage page(String meterId) {
        return new MeterPage(
                new ReportedMeter(
                        meterId,
                        ReportedScore.of(score(84, 2, 16)),
                        new ReportedCounts(100, 84, 2, 0, 0),
                        Map.of("series.gap", 1L)),
                Map.of("Type", "household"),
                List.of(longDay(meterId)),
                List.of(gap(meterId)),
                Map.of(
                        "series.gap", new RuleCoverage(1, Map.of()),
                        "series.day.high",
                                new RuleCoverage(0, Map.of("fewer than 7 whole market days were judged", 1L))));
    }

    /** A fleet of one meter with everything that a report can show. */
    static QualityReport complete(String meterId) {
        return QualityReport.builder("Fleet of " + meterId, BERLIN, NOW)
                .period(BERLIN.day(LONG_DAY))
                .score(score(84, 2, 16))
                .meter(page(meterId).meter())
                .day(new ReportedDay(
                        LONG_DAY, TierCounts.NONE.plusOne(score(84, 2, 16).tier())))
                .rule(new ReportedRule(
                        "series.gap",
                        Optional.of(Severity.ERROR),
                        "Every slot has a reading.",
                        1,
                        1,
                        OptionalInt.of(50_000),
                        OptionalInt.of(990_000),
                        Optional.of(new RuleCoverage(1, Map.of()))))
                .rule(new ReportedRule(
                        "series.day.high",
                        Optional.of(Severity.WARNING),
                        "A day is like others of its type.",
                        0,
                        0,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.of(new RuleCoverage(0, Map.of("too few days", 1L)))))
                .page(page(meterId))
                .build();
    }

    static QualityReport empty() {
        return QualityReport.builder("Nothing", BERLIN, NOW).build();
    }

    static String html(QualityReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QualityReportHtml.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    static String json(QualityReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QualityReportJson.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
