package io.metrify.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ReadingVersion;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class PublishedSchemaTest {

    private static final List<AvroCodec<?>> ALL = List.of(
            AvroCodec.meterReading(),
            AvroCodec.readingVersion(),
            AvroCodec.registerReading(),
            AvroCodec.meter(),
            AvroCodec.gridStatus(),
            AvroCodec.gridOperator(),
            AvroCodec.weatherObservation(),
            AvroCodec.city());

    @Test
    void everyFieldIsDocumented() {
        for (AvroCodec<?> codec : ALL) {
            assertThat(codec.schema().getDoc()).isNotBlank();
            assertThat(codec.schema().getFields())
                    .allSatisfy(
                            field -> assertThat(field.doc()).as(field.name()).isNotBlank());
        }
    }

    @Test
    void everyOptionalFieldDefaultsToNull() {
        for (AvroCodec<?> codec : ALL) {
            for (Schema.Field field : codec.schema().getFields()) {
                assertThat(field.schema().isNullable())
                        .as(field.name())
                        .isEqualTo(field.hasDefaultValue() && field.schema().getType() == Schema.Type.UNION);
            }
        }
    }

    @Test
    void aVersionHoldsThePublishedReading() {
        assertThat(AvroCodec.readingVersion().schema().getField("reading").schema())
                .isEqualTo(AvroCodec.meterReading().schema());
    }

    @Test
    void everyRecordHasItsOwnFingerprint() {
        assertThat(ALL.stream().map(AvroCodec::fingerprint)).doesNotHaveDuplicates();
    }

    @Test
    void theSymbolsAreThoseOfTheModel() {
        Schema reading = AvroCodec.registerReading().schema();
        assertSymbols(reading.getField("quality_code").schema().getTypes().get(1), QualityCode.values());
        assertSymbols(reading.getField("quality_method").schema().getTypes().get(1), SubstitutionMethod.values());
        assertThat(AvroCodec.readingVersion().schema().getField("kind").schema().getEnumSymbols())
                .isEqualTo(Arrays.stream(ReadingVersion.Kind.values())
                        .map(Enum::name)
                        .toList());
        assertSymbols(AvroCodec.meter().schema().getField("meter_type").schema(), MeterType.values());
    }

    /** A changed fingerprint is a new version of the schema: every reader must be able to resolve it first. */
    @Test
    void theFingerprintOfAReadingStaysTheSame() {
        assertThat(AvroCodec.meterReading().fingerprint()).isEqualTo(-7170875882020436535L);
    }

    private static void assertSymbols(Schema enumeration, Enum<?>[] constants) {
        assertThat(enumeration.getEnumSymbols())
                .isEqualTo(Arrays.stream(constants).map(Enum::name).toList());
        assertThat(enumeration.getEnumDefault()).isNotNull();
    }
}
