package io.metrify.benchmarks.kafka;

import io.metrify.avro.AvroCodec;
import io.metrify.avro.AvroFormat;
import io.metrify.avro.SchemaRegistry;
import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.kafka.KafkaPublisher;
import io.metrify.connector.kafka.KafkaSettings;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import io.metrify.testkit.server.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

/** A broker in this process with the quarter hours of a fleet, a day of a meter after another as gateways deliver them, in Avro behind framing. */
final class FleetTopics implements AutoCloseable {

    static final int READINGS = 1_000_000;
    static final int POISON_READINGS = 250_000;
    static final String CLEAN = "clean";
    static final String CLEAN_PART = "clean-part";
    static final String POISONED = "poisoned";
    static final String DEAD_LETTERS = "dead-letters";
    static final MarketCalendar BERLIN = MarketCalendar.of(ZoneId.of("Europe/Berlin"));

    private static final int PARTITIONS = 4;
    private static final int METERS = 10_500;
    private static final int DAYS = 1;
    private static final int POISON_EVERY = 100;

    private final EmbeddedKafka broker = EmbeddedKafka.start();
    private final SchemaRegistry registry = SchemaRegistry.inMemory();
    private final Fleet fleet = Fleet.builder()
            .meters(METERS)
            .seed(2_026)
            .firstDate(LocalDate.of(2026, 3, 10))
            .days(DAYS)
            .calendar(BERLIN)
            .build();
    private final Checkpoint cleanEnd;
    private final Checkpoint cleanPart;
    private final Checkpoint poisonedEnd;

    FleetTopics() {
        broker.createTopic(DEAD_LETTERS, PARTITIONS);
        broker.createTopic(CLEAN, PARTITIONS);
        broker.createTopic(CLEAN_PART, PARTITIONS);
        broker.createTopic(POISONED, PARTITIONS);
        AvroFormat<MeterReading> format = AvroFormat.confluent(AvroCodec.meterReading(), registry, "readings-value");
        Iterator<MeterReading> readings = fleet.readings(ReadingOrder.BY_METER).iterator();
        try (KafkaPublisher clean = new KafkaPublisher(settings(), CLEAN);
                KafkaPublisher part = new KafkaPublisher(settings(), CLEAN_PART);
                KafkaPublisher poisoned = new KafkaPublisher(settings(), POISONED)) {
            for (int number = 0; number < POISON_READINGS; number++) {
                MeterReading reading = readings.next();
                byte[] value = format.encode(reading);
                clean.publish(reading.meterId(), value, Map.of());
                part.publish(reading.meterId(), value, Map.of());
                poisoned.publish(
                        reading.meterId(), number % POISON_EVERY == 0 ? poison(value, number) : value, Map.of());
            }
            poisonedEnd = poisoned.finish();
            cleanPart = part.finish();
            for (int number = POISON_READINGS; number < READINGS; number++) {
                MeterReading reading = readings.next();
                clean.publish(reading.meterId(), format.encode(reading), Map.of());
            }
            cleanEnd = clean.finish();
        }
    }

    /** Ten kinds in turn. */
    private static byte[] poison(byte[] value, int number) {
        byte[] spoilt = value.clone();
        switch (number / POISON_EVERY % 10) {
            case 0 -> spoilt = new byte[0];
            case 1 -> spoilt = Arrays.copyOf(value, value.length / 2);
            case 2 -> spoilt[4] = 77;
            case 3 -> spoilt[0] = 1;
            case 4 -> spoilt = Arrays.copyOf(value, 20_000);
            case 5 -> spoilt = "[".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            case 6 -> spoilt[7] = (byte) 0xff;
            case 7 -> spoilt = Arrays.copyOf(value, value.length - 1);
            case 8 -> spoilt[5] = 1;
            default -> spoilt[1] = (byte) 0x80;
        }
        return spoilt;
    }

    KafkaSettings settings() {
        return KafkaSettings.of(broker.bootstrapServers());
    }

    SchemaRegistry registry() {
        return registry;
    }

    /** A moment after everything was measured. */
    Instant now() {
        return fleet.raster().span().end();
    }

    /** Where the clean topic ends. */
    Checkpoint cleanEnd() {
        return cleanEnd;
    }

    /** Where the topic of the readings ends that the poisoned one has too. */
    Checkpoint cleanPart() {
        return cleanPart;
    }

    Checkpoint poisonedEnd() {
        return poisonedEnd;
    }

    @Override
    public void close() {
        broker.close();
    }
}
