package io.metrify.json;

import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.nio.charset.StandardCharsets;

/** The fast path of {@link MeterReadingJson} that writes, into a buffer whose room the caller has seen to. */
final class MeterReadingWriter {

    private static final byte[] METER_ID = ascii("{\"meter_id\":\"");
    private static final byte[] OBIS_CODE = ascii("\",\"obis_code\":\"");
    private static final byte[] TIMESTAMP = ascii("\",\"timestamp\":");
    private static final byte[] INTERVAL_SECONDS = ascii(",\"interval_seconds\":");
    private static final byte[] CONSUMPTION = ascii(",\"consumption_kwh\":");
    private static final byte[] VOLTAGE = ascii(",\"voltage\":");
    private static final byte[] CURRENT = ascii(",\"current\":");
    private static final byte[] POWER_FACTOR = ascii(",\"power_factor\":");
    private static final byte[] FREQUENCY = ascii(",\"frequency\":");
    private static final byte[] TEMPERATURE = ascii(",\"temperature\":");
    private static final byte[] HUMIDITY = ascii(",\"humidity\":");
    private static final byte[] QUALITY_CODE = ascii(",\"quality_code\":\"");
    private static final byte[] QUALITY_METHOD = ascii(",\"quality_method\":\"");
    private static final byte[] SCORE = ascii(",\"data_quality_score\":");

    private MeterReadingWriter() {}

    /** Writes a document; answers the index after it. */
    static int write(MeterReading reading, byte[] buffer, int from) {
        int at = JsonPrinter.raw(METER_ID, buffer, from);
        at = JsonPrinter.text(reading.meterId(), buffer, at);
        ObisCode register = reading.register();
        if (!register.equals(ObisCode.IMPORT_PROFILE)) {
            at = JsonPrinter.raw(OBIS_CODE, buffer, at);
            at = JsonPrinter.text(register.toString(), buffer, at);
        }
        at = JsonPrinter.raw(TIMESTAMP, buffer, at);
        at = JsonPrinter.time(reading.timestamp(), buffer, at);
        at = JsonPrinter.raw(INTERVAL_SECONDS, buffer, at);
        at = JsonPrinter.integer(reading.intervalSeconds(), buffer, at);
        Energy consumption = reading.consumption();
        if (consumption != null) {
            at = JsonPrinter.raw(CONSUMPTION, buffer, at);
            at = JsonPrinter.kilowattHours(consumption.milliwattHours(), buffer, at);
        }
        Electrical electrical = reading.electrical();
        at = measured(VOLTAGE, electrical.voltage(), buffer, at);
        at = measured(CURRENT, electrical.current(), buffer, at);
        at = measured(POWER_FACTOR, electrical.powerFactor(), buffer, at);
        at = measured(FREQUENCY, electrical.frequency(), buffer, at);
        Ambient ambient = reading.ambient();
        at = measured(TEMPERATURE, ambient.temperature(), buffer, at);
        at = measured(HUMIDITY, ambient.humidity(), buffer, at);
        at = quality(reading.quality(), buffer, at);
        buffer[at] = '}';
        return at + 1;
    }

    private static int quality(ReadingQuality quality, byte[] buffer, int from) {
        int at = from;
        if (quality.code() != QualityCode.AS_PROVIDED) {
            at = JsonPrinter.raw(QUALITY_CODE, buffer, at);
            at = JsonPrinter.text(quality.code().name(), buffer, at);
            buffer[at++] = '"';
        }
        if (quality.method() != SubstitutionMethod.NONE) {
            at = JsonPrinter.raw(QUALITY_METHOD, buffer, at);
            at = JsonPrinter.text(quality.method().name(), buffer, at);
            buffer[at++] = '"';
        }
        return measured(SCORE, quality.score(), buffer, at);
    }

    private static int measured(byte[] name, double value, byte[] buffer, int at) {
        return Double.isNaN(value) ? at : JsonPrinter.number(value, buffer, JsonPrinter.raw(name, buffer, at));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
