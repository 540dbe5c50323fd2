package io.metrify.connector.api;

import io.metrify.validation.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a pipeline tells its monitoring:
 *
 * <ul>
 *   <li>{@code metrify.readings}, by {@code outcome}: records stored, by what became of them
 *   <li>{@code metrify.findings}, by {@code rule}: findings stored
 *   <li>{@code metrify.batches}: batches stored, and how long each took from its first record until it was stored
 *   <li>{@code metrify.score}: the mean data-quality score of each stored batch that has accepted readings, 0 to 1
 *   <li>{@code metrify.poll}, {@code metrify.examine}: time spent polling and examining records
 *   <li>{@code metrify.write}, by {@code sink}: time of each write with its repetitions; the ledger is a sink here
 *   <li>{@code metrify.retries}: writes that were tried again
 *   <li>{@code metrify.lag}, by {@code partition}: records that wait to be polled
 * </ul>
 */
final class IngestMetrics {

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter rejected;
    private final Counter deadLetters;
    private final Counter duplicates;
    private final Counter retries;
    private final Timer batches;
    private final Timer poll;
    private final Timer examine;
    private final DistributionSummary scores;
    private final MultiGauge lag;

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = outcome("accepted");
        this.rejected = outcome("rejected");
        this.deadLetters = outcome("dead_letter");
        this.duplicates = outcome("duplicate");
        this.retries = Counter.builder("metrify.retries")
                .description("Writes that were tried again")
                .register(registry);
        this.batches = Timer.builder("metrify.batches")
                .description("Time from the first record of a batch until it was stored")
                .register(registry);
        this.poll = Timer.builder("metrify.poll")
                .description("Time spent waiting for records")
                .register(registry);
        this.examine = Timer.builder("metrify.examine")
                .description("Time spent decoding, validating and scoring")
                .register(registry);
        this.scores = DistributionSummary.builder("metrify.score")
                .description("Mean data-quality score of each batch, 0 to 1")
                .register(registry);
        this.lag = MultiGauge.builder("metrify.lag")
                .description("Records that wait to be polled")
                .register(registry);
    }

    <T> T polling(Supplier<T> work) {
        return Objects.requireNonNull(poll.record(work));
    }

    <T> T examining(Supplier<T> work) {
        return Objects.requireNonNull(examine.record(work));
    }

    void lag(Map<String, Long> byPartition) {
        lag.register(
                byPartition.entrySet().stream()
                        .map(partition ->
                                MultiGauge.Row.of(Tags.of("partition", partition.getKey()), partition.getValue()))
                        .toList(),
                true);
    }

    /** Counts a batch that is stored, once, with all its findings. */
    void counted(IngestBatch batch, Duration sinceFirstRecord) {
        batches.record(sinceFirstRecord);
        IngestCounts counts = batch.counts();
        accepted.increment((double) counts.accepted());
        rejected.increment((double) counts.rejected());
        deadLetters.increment((double) counts.deadLetters());
        duplicates.increment((double) counts.duplicates());
        if (!batch.accepted().isEmpty()) {
            scores.record(batch.accepted().stream()
                    .mapToDouble(reading -> reading.reading().quality().score())
                    .average()
                    .orElseThrow());
        }
        batch.accepted().forEach(reading -> found(reading.findings()));
        batch.deadLetters().forEach(letter -> found(letter.findings()));
    }

    private void found(List<Finding> findings) {
        for (Finding finding : findings) {
            registry.counter("metrify.findings", "rule", finding.rule()).increment();
        }
    }

    void retried() {
        retries.increment();
    }

    void time(String sink, Runnable write) {
        registry.timer("metrify.write", "sink", sink).record(write);
    }

    private Counter outcome(String outcome) {
        return Counter.builder("metrify.readings")
                .description("Records stored, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
