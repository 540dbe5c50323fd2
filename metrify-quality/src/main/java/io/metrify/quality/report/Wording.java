package io.metrify.quality.report;

import io.metrify.quality.Dimension;
import io.metrify.quality.QualityTier;
import io.metrify.quality.ReadingScore;
import io.metrify.quality.report.html.Figures;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures of quality in words, the same on the whole page. */
final class Wording {

    static final int LONGEST_NAME = 128;
    static final int LONGEST_TEXT = 400;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final double MILLION = ReadingScore.PERFECT;

    private Wording() {}

    /** A name that data brought along, such as that of a meter. */
    static String name(String name) {
        return Figures.clip(name, LONGEST_NAME);
    }

    static String ppm(int partsPerMillion) {
        return Figures.score(partsPerMillion / MILLION);
    }

    static String score(ReportedScore score) {
        return score.partsPerMillion().isPresent() ? ppm(score.partsPerMillion().getAsInt()) : "no score";
    }

    static String tier(QualityTier tier) {
        return tier.name().toLowerCase(Locale.ROOT);
    }

    static String tier(ReportedScore score) {
        return score.tier().map(Wording::tier).orElse("not scored");
    }

    static String dimension(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }

    static String date(LocalDate date) {
        return DAY.format(date);
    }

    /** What cost most, the largest loss first: "completeness 0.012000, validity 0.000300". */
    static String losses(ReportedScore score) {
        return score.dimensions().stream()
                .filter(dimension -> dimension.lostPpm() > 0)
                .sorted(Comparator.comparingInt(ReportedDimension::lostPpm).reversed())
                .map(dimension -> dimension(dimension.dimension()) + " " + ppm(dimension.lostPpm()))
                .collect(Collectors.joining(", "));
    }

    /** The most frequent rules with their counts, and how many more there are. */
    static String findings(Map<String, Long> findings, int most) {
        List<String> rules = findings.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(rule -> name(rule.getKey()) + " × " + Figures.count(rule.getValue()))
                .toList();
        int more = findings.size() - rules.size();
        return String.join(", ", rules) + (more > 0 ? ", and " + Figures.count(more, "more rule") : "");
    }

    /** The most frequent reason; of several the first in alphabetical order. */
    static String reason(Map<String, Long> skipped) {
        return skipped.entrySet().stream()
                .min(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    static long times(Map<String, Long> skipped) {
        return skipped.values().stream().mapToLong(Long::longValue).sum();
    }
}
