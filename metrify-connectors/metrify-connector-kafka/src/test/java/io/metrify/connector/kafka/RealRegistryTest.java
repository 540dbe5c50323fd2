package io.metrify.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.avro.AvroCodec;
import io.metrify.avro.AvroFormat;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.server.EmbeddedSchemaRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client against a registry that somebody else wrote. */
class RealRegistryTest {

    private static final Path RUNNER = Path.of("target", "apicurio", "apicurio-registry-app-2.6.13.Final-runner.jar");
    private static final Schema SCHEMA = AvroCodec.meterReading().schema();

    private static EmbeddedSchemaRegistry server;

    @BeforeAll
    static void start() {
        server = EmbeddedSchemaRegistry.start(RUNNER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void readsWhatWasWrittenWithARegisteredSchema() {
        AvroFormat<MeterReading> format =
                AvroFormat.confluent(AvroCodec.meterReading(), registering(), "readings/ä-value");
        MeterReading reading = Readings.reading(1);

        assertThat(KafkaValues.confluentAvro(client()).decode(format.encode(reading)))
                .isEqualTo(reading);
    }

    @Test
    void findsTheSameNumberAgainAndRegistersNothingUnasked() {
        int id = registering().id("twice-value", SCHEMA);

        assertThat(registering().id("twice-value", SCHEMA)).isEqualTo(id);
        assertThat(client().id("twice-value", SCHEMA)).isEqualTo(id);
        assertThatThrownBy(() -> client().id("never-value", SCHEMA))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("never-value");
    }

    @Test
    void anUnknownNumberIsTheRecordsFault() {
        byte[] message =
                ByteBuffer.allocate(6).put(0, (byte) 0).putInt(1, 1_000_000).array();

        assertThat(client().schema(1_000_000)).isNull();
        assertThatThrownBy(() -> KafkaValues.confluentAvro(client()).decode(message))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("no schema of id 1000000");
    }

    @Test
    void judgesCompatibility() {
        ConfluentRegistry registry = registering();
        Schema first = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
        Schema grown = SchemaBuilder.record("R")
                .fields()
                .requiredString("a")
                .optionalLong("b")
                .endRecord();
        Schema other = SchemaBuilder.record("R")
                .fields()
                .requiredLong("a")
                .requiredLong("c")
                .endRecord();
        assertThat(registry.incompatibilities("judged-value", first)).isEmpty();
        int id = registry.id("judged-value", first);
        registry.require("judged-value", ConfluentRegistry.Compatibility.BACKWARD);

        assertThat(registry.incompatibilities("judged-value", grown)).isEmpty();
        assertThat(registry.incompatibilities("judged-value", other)).isNotEmpty();
        assertThatThrownBy(() -> registry.id("judged-value", other))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("not compatible");
        assertThat(registry.id("judged-value", grown)).isNotEqualTo(id);
        assertThat(client().schema(id)).isEqualTo(first);
    }

    @Test
    void anAddressWithoutThePathOfTheApiIsNoRegistry() {
        ConfluentRegistry lost =
                ConfluentRegistry.builder(server.address().resolve("/nowhere")).build();

        assertThatThrownBy(() -> lost.schema(1))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("no schema registry");
    }

    private static ConfluentRegistry client() {
        return ConfluentRegistry.builder(server.address()).build();
    }

    private static ConfluentRegistry registering() {
        return ConfluentRegistry.builder(server.address()).registering().build();
    }
}
