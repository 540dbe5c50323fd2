package io.metrify.benchmarks.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.metrify.benchmarks.compare.Pair;
import io.metrify.benchmarks.compare.PairGroup;
import io.metrify.json.MeterReadingJson;
import io.metrify.model.meter.MeterReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * The hot JSON codec against databind on a million documents: from bytes to a reading, and from a reading to bytes that
 * are the same on both sides.
 */
public final class JsonPairs implements PairGroup {

    private static final int COUNT = 1_000_000;

    private final ObjectReader reader = FlatReading.mapper().readerFor(FlatReading.class);
    private final ObjectWriter writer = FlatReading.mapper().writerFor(FlatReading.class);

    /** The group. */
    public JsonPairs() {}

    @Override
    public String name() {
        return "json";
    }

    @Override
    public List<Pair> pairs() {
        MeterReading[] readings = JsonCorpus.readings(COUNT);
        byte[][] documents = JsonCorpus.documents(readings);
        FlatReading[] flatReadings = new FlatReading[COUNT];
        for (int i = 0; i < COUNT; i++) {
            flatReadings[i] = FlatReading.of(readings[i]);
            check(documents[i], readings[i], flatReadings[i]);
        }
        return List.of(
                new Pair("json.read_vs_databind", COUNT, () -> read(documents), () -> readWithDatabind(documents)),
                new Pair(
                        "json.write_vs_databind", COUNT, () -> write(readings), () -> writeWithDatabind(flatReadings)));
    }

    /** Both sides must write the document and read what was written. */
    private void check(byte[] document, MeterReading reading, FlatReading flat) {
        if (!Arrays.equals(document, bytesOf(flat))
                || !MeterReadingJson.read(document).equals(reading)
                || !flatOf(document).equals(flat)) {
            throw new IllegalStateException("both sides do not agree on " + reading);
        }
    }

    private static long read(byte[][] documents) {
        long sum = 0;
        for (byte[] document : documents) {
            MeterReading reading = MeterReadingJson.read(document);
            sum += reading.meterId().length()
                    + reading.timestamp().getEpochSecond()
                    + (long) (reading.electrical().voltage() * 1_000);
        }
        return sum;
    }

    private long readWithDatabind(byte[][] documents) {
        long sum = 0;
        for (byte[] document : documents) {
            FlatReading reading = flatOf(document);
            Double voltage = reading.voltage();
            sum += reading.meterId().length()
                    + reading.timestamp().getEpochSecond()
                    + (voltage == null ? 0 : (long) (voltage * 1_000));
        }
        return sum;
    }

    private static long write(MeterReading[] readings) {
        long sum = 0;
        for (MeterReading reading : readings) {
            sum += MeterReadingJson.write(reading).length;
        }
        return sum;
    }

    private long writeWithDatabind(FlatReading[] readings) {
        long sum = 0;
        for (FlatReading reading : readings) {
            sum += bytesOf(reading).length;
        }
        return sum;
    }

    private FlatReading flatOf(byte[] document) {
        try {
            return reader.readValue(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("databind cannot read a document of the hot codec", unreadable);
        }
    }

    private byte[] bytesOf(FlatReading reading) {
        try {
            return writer.writeValueAsBytes(reading);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException("databind cannot write a reading", unwritable);
        }
    }
}
