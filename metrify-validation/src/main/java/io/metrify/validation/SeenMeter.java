package io.metrify.validation;

import io.metrify.model.meter.ObisCode;
import io.metrify.validation.SeenReadings.Verdict;
import java.util.Arrays;

/** What is remembered of one meter: a table from start to amount for each of its few registers. */
final class SeenMeter {

    /** Stands for a reading without energy; no energy has this value. */
    static final long NO_AMOUNT = Long.MIN_VALUE;

    private ObisCode[] registers = new ObisCode[1];
    private StartTable[] tables = new StartTable[1];
    private int count;
    private long newest = Long.MIN_VALUE;

    Verdict judge(ObisCode register, long start, long amount, long window) {
        if (start < oldest(window)) {
            return Verdict.TOO_LATE;
        }
        int place = placeOf(register);
        StartTable table = place < 0 ? null : tables[place];
        if (table == null || !table.contains(start)) {
            return Verdict.NEW;
        }
        return table.amountAt(start) == amount ? Verdict.REDELIVERY : Verdict.CONFLICT;
    }

    void remember(ObisCode register, long start, long amount, long window) {
        if (start < oldest(window)) {
            return;
        }
        newest = Math.max(newest, start);
        int place = placeOf(register);
        if (place < 0) {
            place = add(register);
        }
        tables[place].putIfAbsent(start, amount, oldest(window));
    }

    long tableBytes() {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += tables[i].bytes();
        }
        return bytes;
    }

    /** The first start inside the window; before anything was remembered, every start is inside. */
    private long oldest(long window) {
        long oldest = newest - window;
        return oldest > newest ? Long.MIN_VALUE : oldest;
    }

    private int placeOf(ObisCode register) {
        for (int i = 0; i < count; i++) {
            if (registers[i].equals(register)) {
                return i;
            }
        }
        return -1;
    }

    private int add(ObisCode register) {
        if (count == registers.length) {
            registers = Arrays.copyOf(registers, count * 2);
            tables = Arrays.copyOf(tables, count * 2);
        }
        registers[count] = register;
        tables[count] = new StartTable();
        return count++;
    }
}
