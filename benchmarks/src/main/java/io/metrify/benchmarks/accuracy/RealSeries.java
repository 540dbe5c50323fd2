package io.metrify.benchmarks.accuracy;

import io.metrify.formats.FileRecord;
import io.metrify.formats.FileRecords;
import io.metrify.formats.ReadingFormat;
import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.RegisterReading;
import io.metrify.validation.Finding;
import io.metrify.validation.series.SeriesReport;
import io.metrify.validation.series.SeriesRules;
import io.metrify.validation.series.SeriesSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges the series in files of real readings and prints what was found, for people to judge. Nothing is known of the meters
 * but what the files say: the resolution is the one that most of a meter's intervals have.
 */
public final class RealSeries {

    private static final int EXAMPLES = 3;

    private RealSeries() {}

    /**
     * Judges files.
     *
     * @param arguments a zone, then pairs of a format's name and a file
     */
    public static void main(String[] arguments) {
        if (arguments.length < 3 || arguments.length % 2 == 0) {
            throw new IllegalArgumentException("give a zone, and then a format and a file, as often as you like");
        }
        MarketCalendar calendar = MarketCalendar.of(ZoneId.of(arguments[0]));
        for (int i = 1; i < arguments.length; i += 2) {
            judge(calendar, arguments[i], Path.of(arguments[i + 1]));
        }
    }

    private static void judge(MarketCalendar calendar, String format, Path file) {
        Map<String, List<MeterReading>> readings = new TreeMap<>();
        Map<String, List<RegisterReading>> registers = new HashMap<>();
        int others = 0;
        try (FileRecords records = ReadingFormat.named(format).read(file)) {
            while (records.hasNext()) {
                FileRecord record = records.next();
                if (record instanceof FileRecord.Parsed parsed) {
                    MeterReading reading = parsed.reading();
                    readings.computeIfAbsent(reading.meterId(), id -> new ArrayList<>())
                            .add(reading);
                } else if (record instanceof FileRecord.Index index) {
                    registers
                            .computeIfAbsent(index.reading().meterId(), id -> new ArrayList<>())
                            .add(index.reading());
                } else {
                    others++;
                }
            }
        }
        Map<String, List<Finding>> findings = new TreeMap<>();
        Map<String, String> skipped = new TreeMap<>();
        long judged = 0;
        Set<String> meters = new TreeSet<>(readings.keySet());
        meters.addAll(registers.keySet());
        for (String meter : meters) {
            SeriesReport report =
                    judge(calendar, readings.getOrDefault(meter, List.of()), registers.getOrDefault(meter, List.of()));
            judged += report.counts().readings();
            report.findings()
                    .forEach(finding -> findings.computeIfAbsent(finding.rule(), id -> new ArrayList<>())
                            .add(finding));
            skipped.putAll(report.skipped());
        }
        System.out.println("\n### " + format + " " + file.getFileName() + ": " + meters.size() + " meters, " + judged
                + " readings, " + others + " other records\n");
        findings.forEach((rule, found) -> {
            System.out.println("- " + rule + ": " + found.size());
            found.stream().limit(EXAMPLES).forEach(finding -> System.out.println("  - " + finding.message()));
        });
        skipped.forEach((rule, reason) -> System.out.println("- " + rule + " skipped: " + reason));
    }

    private static SeriesReport judge(
            MarketCalendar calendar, List<MeterReading> readings, List<RegisterReading> registers) {
        Map<Integer, Integer> lengths = new HashMap<>();
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (MeterReading reading : readings) {
            lengths.merge(reading.intervalSeconds(), 1, Integer::sum);
            first = reading.interval().start().isBefore(first)
                    ? reading.interval().start()
                    : first;
            last = reading.interval().end().isAfter(last) ? reading.interval().end() : last;
        }
        for (RegisterReading register : registers) {
            Instant read = register.timestamp();
            first = read.isBefore(first) ? read : first;
            last = read.isAfter(last) ? read : last;
        }
        SeriesSettings standard = SeriesSettings.of(calendar);
        Duration usual = lengths.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(length -> Duration.ofSeconds(length.getKey()))
                .orElse(standard.assumedResolution());
        LocalDate lastDate = calendar.dateOf(last.isAfter(first) ? last.minusSeconds(1) : last);
        Interval window = new Interval(
                calendar.dayOf(first).start(), calendar.day(lastDate).end());
        SeriesSettings settings = standard.withAssumedResolution(usual);
        return SeriesRules.standard().validate(window, readings, registers, settings, window.end());
    }
}
