package io.metrify.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** What a sound reading costs in memory, counted by the virtual machine. */
class RuleSetAllocationTest {

    private static final int ROUNDS = 2_000;

    private static final List<MeterReading> SOUND_READINGS = List.of(
            Readings.SOUND,
            Readings.consuming("0.6"),
            Readings.SOUND.withAmbient(Ambient.NOT_MEASURED),
            Readings.SOUND.withElectrical(Electrical.NOT_MEASURED),
            Readings.at("2026-03-10T12:15:00Z"));

    @Test
    void allocatesNothingForASoundReadingOfAKnownMeter() {
        assertThat(bytesPerRound(Readings.KNOWN)).isZero();
    }

    @Test
    void allocatesNothingForASoundReadingWithoutADirectory() {
        assertThat(bytesPerRound(Readings.UNKNOWN)).isZero();
    }

    @Test
    void allocatesNothingForSoundReadingsInColumns() {
        ReadingColumns columns = ReadingColumns.of(SOUND_READINGS);
        RuleSet<MeterReading> rules = MeterRules.standard();
        BatchReport<MeterReading> report = rules.validateAll(columns, Readings.KNOWN);
        assertThat(bytesPerRound(
                        () -> rules.validateAll(columns, Readings.KNOWN, report).findings()))
                .isZero();
    }

    @Test
    void allocatesNothingForColumnsThatAreFilledAgain() {
        ReadingColumns columns = ReadingColumns.of(SOUND_READINGS);
        assertThat(bytesPerRound(() -> {
                    columns.clear();
                    for (int i = 0; i < SOUND_READINGS.size(); i++) {
                        columns.add(SOUND_READINGS.get(i));
                    }
                    return (long) columns.size() - SOUND_READINGS.size();
                }))
                .isZero();
    }

    private static long bytesPerRound(RuleContext context) {
        RuleSet<MeterReading> rules = MeterRules.standard();
        return bytesPerRound(() -> {
            long findings = 0;
            for (int i = 0; i < SOUND_READINGS.size(); i++) {
                findings += rules.validate(SOUND_READINGS.get(i), context)
                        .findings()
                        .size();
            }
            return findings;
        });
    }

    /** Whole bytes per round of readings, the best of several tries: the counter itself may cost something once. */
    private static long bytesPerRound(LongSupplier findingsOfARound) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this virtual machine does not count allocated bytes");
        threads.setThreadAllocatedMemoryEnabled(true);
        long id = Thread.currentThread().getId();
        long best = Long.MAX_VALUE;
        long findings = 0;
        for (int attempt = 0; attempt < 5; attempt++) {
            long before = threads.getThreadAllocatedBytes(id);
            for (int round = 0; round < ROUNDS; round++) {
                findings += findingsOfARound.getAsLong();
            }
            best = Math.min(best, (threads.getThreadAllocatedBytes(id) - before) / ROUNDS);
        }
        assertThat(findings).isZero();
        return best;
    }
}
