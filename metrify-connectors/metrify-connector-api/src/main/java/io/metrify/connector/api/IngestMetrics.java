package io.metrify.connector.api;

import io.metrify.validation.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What a pipeline tells its monitoring. Names begin with {@code metrify.}; see the fields for each. */
final class IngestMetrics {

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter rejected;
    private final Counter deadLetters;
    private final Counter duplicates;
    private final Counter retries;

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = outcome("accepted");
        this.rejected = outcome("rejected");
        this.deadLetters = outcome("dead_letter");
        this.duplicates = outcome("duplicate");
        this.retries = Counter.builder("metrify.retries")
                .description("Writes that were tried again")
                .register(registry);
    }

    /** Counts a batch that is stored, once, with all its findings. */
    void counted(IngestBatch batch) {
        IngestCounts counts = batch.counts();
        accepted.increment((double) counts.accepted());
        rejected.increment((double) counts.rejected());
        deadLetters.increment((double) counts.deadLetters());
        duplicates.increment((double) counts.duplicates());
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
