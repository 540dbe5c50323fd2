package io.metrify.samples.chaos;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterReading;
import java.util.BitSet;
import java.util.Locale;
import java.util.Objects;

/** Counts the readings of a store against those that were published. */
final class Tally {

    private final String store;
    private final TestRecords records;
    private final BitSet seen;
    private long repeated;
    private long foreign;
    private long changed;
    private Energy energy = Energy.ZERO;

    Tally(String store, TestRecords records) {
        this.store = store;
        this.records = records;
        this.seen = new BitSet(records.readings());
    }

    String store() {
        return store;
    }

    void add(MeterReading reading) {
        int number = records.numberOf(reading.meterId(), reading.timestamp());
        if (number < 0) {
            foreign++;
            return;
        }
        if (seen.get(number)) {
            repeated++;
        }
        seen.set(number);
        Energy consumption = Objects.requireNonNull(reading.consumption());
        if (!consumption.equals(records.reading(number).consumption())) {
            changed++;
        }
        energy = energy.plus(consumption);
    }

    /** Whether every reading is there once, with its energy, and nothing else. */
    boolean isExact() {
        return seen.cardinality() == records.readings()
                && repeated == 0
                && foreign == 0
                && changed == 0
                && energy.equals(records.energy());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d of %,d readings, %,d missing, %,d repeated, %,d foreign, %,d changed; %s of %s",
                seen.cardinality() + repeated,
                records.readings(),
                records.readings() - seen.cardinality(),
                repeated,
                foreign,
                changed,
                energy,
                records.energy());
    }
}
