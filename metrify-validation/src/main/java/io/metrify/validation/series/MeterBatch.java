package io.metrify.validation.series;

import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.RegisterReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that a batch has of one meter. It is handed on in the order of time, so that nothing has to wait. */
final class MeterBatch {

    private static final Comparator<MeterReading> BY_START =
            Comparator.comparing(reading -> reading.interval().start());

    private final List<MeterReading> readings = new ArrayList<>();
    private final List<RegisterReading> registers = new ArrayList<>(0);
    private Instant newest = Instant.MIN;
    private long outOfOrder;

    void add(MeterReading reading) {
        readings.add(reading);
        Instant start = reading.interval().start();
        if (start.isBefore(newest)) {
            outOfOrder++;
        } else {
            newest = start;
        }
    }

    void add(RegisterReading reading) {
        registers.add(reading);
    }

    long outOfOrder() {
        return outOfOrder;
    }

    void handTo(SeriesValidator validator, Instant now) {
        if (outOfOrder > 0) {
            readings.sort(BY_START);
        }
        registers.sort(Comparator.comparing(RegisterReading::timestamp));
        int register = 0;
        for (MeterReading reading : readings) {
            while (register < registers.size()
                    && !registers
                            .get(register)
                            .timestamp()
                            .isAfter(reading.interval().start())) {
                validator.accept(registers.get(register), now);
                register++;
            }
            validator.accept(reading, now);
        }
        while (register < registers.size()) {
            validator.accept(registers.get(register), now);
            register++;
        }
    }
}
