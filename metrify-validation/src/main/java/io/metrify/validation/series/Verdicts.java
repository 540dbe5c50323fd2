package io.metrify.validation.series;

import io.metrify.validation.Finding;
import io.metrify.validation.ValidationReport;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what the rules say: passes findings on, and counts how often each rule judged or could not. */
final class Verdicts {

    private final Map<StockRule, SeriesRule> active;
    private final Consumer<? super Finding> sink;
    private final long[] evaluated = new long[StockRule.values().length];
    private final Map<StockRule, Map<String, Long>> skipped = new EnumMap<>(StockRule.class);

    long placed;
    long irregular;
    long repeated;
    long tooLate;
    long outside;
    long outOfOrder;
    long registers;

    Verdicts(Map<StockRule, SeriesRule> active, Consumer<? super Finding> sink) {
        this.active = active;
        this.sink = sink;
    }

    boolean isActive(StockRule rule) {
        return active.containsKey(rule);
    }

    void evaluated(StockRule rule) {
        evaluated(rule, 1);
    }

    @SuppressWarnings("EnumOrdinal")
    void evaluated(StockRule rule, long times) {
        evaluated[rule.ordinal()] += times;
    }

    void skipped(StockRule rule, String reason) {
        skipped(rule, reason, 1);
    }

    void skipped(StockRule rule, String reason, long times) {
        skipped.computeIfAbsent(rule, any -> new HashMap<>()).merge(reason, times, Long::sum);
    }

    void find(
            StockRule rule,
            String meterId,
            Instant start,
            @Nullable Instant end,
            @Nullable String field,
            String observed,
            String expected,
            String message) {
        SeriesRule stock = active.get(rule);
        if (stock != null) {
            sink.accept(
                    new Finding(stock.id(), stock.severity(), meterId, start, end, field, observed, expected, message));
        }
    }

    /** What the rules for single readings found. */
    void findings(ValidationReport report) {
        report.findings().forEach(sink);
    }

    @SuppressWarnings("EnumOrdinal")
    Map<String, RuleCoverage> coverage() {
        Map<String, RuleCoverage> coverage = new LinkedHashMap<>();
        active.forEach((stock, rule) -> coverage.put(
                rule.id(), new RuleCoverage(evaluated[stock.ordinal()], skipped.getOrDefault(stock, Map.of()))));
        return coverage;
    }

    SeriesCounts counts() {
        return new SeriesCounts(placed, irregular, repeated, tooLate, outside, outOfOrder, registers);
    }
}
