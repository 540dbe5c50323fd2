package io.metrify.validation.series;

import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.RegisterReading;
import io.metrify.validation.BatchReport;
import io.metrify.validation.ReadingColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that a batch has of one meter. It is handed on in the order of time, so that nothing has to wait. */
final class MeterBatch {

    /** So many readings are judged at once; their columns stay in the cache. */
    static final int PIECE = 512;

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

    /** Hands everything on; the readings are judged by the rules for single readings in pieces of columns. */
    void handTo(SeriesValidator validator, ReadingColumns piece, Instant now) {
        if (outOfOrder > 0) {
            readings.sort(BY_START);
        }
        registers.sort(Comparator.comparing(RegisterReading::timestamp));
        int register = 0;
        for (int from = 0; from < readings.size(); from += PIECE) {
            int to = Math.min(readings.size(), from + PIECE);
            piece.clear();
            for (int i = from; i < to; i++) {
                piece.add(readings.get(i));
            }
            BatchReport<MeterReading> report = validator.judge(piece, now);
            boolean isSound = report.findings() == 0;
            for (int i = from; i < to; i++) {
                MeterReading reading = readings.get(i);
                register = handRegisters(validator, register, reading.interval().start(), now);
                validator.accept(reading, isSound || report.isAcceptable(i - from), now);
            }
        }
        handRegisters(validator, register, Instant.MAX, now);
    }

    private int handRegisters(SeriesValidator validator, int from, Instant upTo, Instant now) {
        int next = from;
        while (next < registers.size() && !registers.get(next).timestamp().isAfter(upTo)) {
            validator.accept(registers.get(next), now);
            next++;
        }
        return next;
    }
}
