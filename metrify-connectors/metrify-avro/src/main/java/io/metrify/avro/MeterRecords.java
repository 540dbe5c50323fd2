package io.metrify.avro;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import java.time.Duration;
import java.time.Instant;

/** Meters and what they read, to and from the fields of records. */
final class MeterRecords {

    private MeterRecords() {}

    static void writeMeterReading(MeterReading reading, FieldWriter to) {
        ObisCode register = reading.register();
        to.text("meter_id", reading.meterId())
                .text("obis_code", register.equals(ObisCode.IMPORT_PROFILE) ? null : register.toString())
                .instant("timestamp", reading.timestamp())
                .integer("interval_seconds", reading.intervalSeconds())
                .energy("consumption_kwh", reading.consumption())
                .number("voltage", reading.electrical().voltage())
                .number("current", reading.electrical().current())
                .number("power_factor", reading.electrical().powerFactor())
                .number("frequency", reading.electrical().frequency())
                .number("temperature", reading.ambient().temperature())
                .number("humidity", reading.ambient().humidity());
        writeQuality(reading.quality(), to);
    }

    static MeterReading readMeterReading(FieldReader from) {
        String meterId = from.wireText("meter_id");
        ObisCode register = from.parsed("obis_code", ObisCode::parse, ObisCode.IMPORT_PROFILE);
        Instant start = from.instant("timestamp");
        Interval interval = new Interval(start, start.plusSeconds(from.positive("interval_seconds")));
        Energy consumption = from.optionalEnergy("consumption_kwh");
        Electrical electrical = new Electrical(
                from.optionalNumber("voltage"),
                from.optionalNumber("current"),
                from.optionalNumber("power_factor"),
                from.optionalNumber("frequency"));
        Ambient ambient = new Ambient(from.optionalNumber("temperature"), from.optionalNumber("humidity"));
        ReadingQuality quality = readQuality(from);
        return new MeterReading(meterId, register, interval, consumption, electrical, ambient, quality);
    }

    static void writeReadingVersion(ReadingVersion version, FieldWriter to) {
        writeMeterReading(version.reading(), to.nested("reading"));
        to.symbol("kind", version.kind())
                .instant("known_at", version.knownAt())
                .text("author", version.author())
                .text("reason", version.reason());
    }

    static ReadingVersion readReadingVersion(FieldReader from) {
        MeterReading reading = readMeterReading(from.nested("reading"));
        ReadingVersion.Kind kind = from.parsed("kind", ReadingVersion.Kind::valueOf);
        Instant knownAt = from.instant("known_at");
        String author = from.optionalWireText("author");
        String reason = from.optionalText("reason");
        return from.build("", () -> new ReadingVersion(reading, kind, knownAt, author, reason));
    }

    static void writeRegisterReading(RegisterReading reading, FieldWriter to) {
        to.text("meter_id", reading.meterId())
                .text("obis_code", reading.register().toString())
                .instant("timestamp", reading.timestamp())
                .energy("index_kwh", reading.index());
        writeQuality(reading.quality(), to);
    }

    static RegisterReading readRegisterReading(FieldReader from) {
        String meterId = from.wireText("meter_id");
        ObisCode register = from.parsed("obis_code", ObisCode::parse);
        Instant timestamp = from.instant("timestamp");
        Energy index = from.energy("index_kwh");
        ReadingQuality quality = readQuality(from);
        return new RegisterReading(meterId, register, timestamp, index, quality);
    }

    private static void writeQuality(ReadingQuality quality, FieldWriter to) {
        to.symbol("quality_code", quality.code(), QualityCode.AS_PROVIDED)
                .symbol("quality_method", quality.method(), SubstitutionMethod.NONE)
                .number("data_quality_score", quality.score());
    }

    private static ReadingQuality readQuality(FieldReader from) {
        QualityCode code = from.parsed("quality_code", QualityCode::valueOf, QualityCode.AS_PROVIDED);
        SubstitutionMethod method = from.parsed("quality_method", SubstitutionMethod::valueOf, SubstitutionMethod.NONE);
        double score = from.optionalNumber("data_quality_score");
        return from.build("data_quality_score", () -> new ReadingQuality(code, method, score));
    }

    static void writeMeter(Meter meter, FieldWriter to) {
        to.text("meter_id", meter.id())
                .symbol("meter_type", meter.type())
                .text("region", meter.site().region())
                .text("city", meter.site().city())
                .text("operator_name", meter.site().operatorName())
                .integer("interval_seconds", (int) meter.resolution().toSeconds())
                .number("rated_power_kw", meter.ratedPowerKw())
                .integer("register_digits", meter.registerDigits())
                .instant("installed", meter.installed())
                .instant("removed", meter.removed());
    }

    static Meter readMeter(FieldReader from) {
        Site site = new Site(
                from.wireText("region"), from.optionalWireText("city"), from.optionalWireText("operator_name"));
        String id = from.wireText("meter_id");
        MeterType type = from.parsed("meter_type", MeterType::valueOf);
        Duration resolution = Duration.ofSeconds(from.positive("interval_seconds"));
        double ratedPowerKw = from.optionalNumber("rated_power_kw");
        int registerDigits = from.integer("register_digits");
        Instant installed = from.optionalInstant("installed");
        Instant removed = from.optionalInstant("removed");
        return from.build(
                "", () -> new Meter(id, type, site, resolution, ratedPowerKw, registerDigits, installed, removed));
    }
}
