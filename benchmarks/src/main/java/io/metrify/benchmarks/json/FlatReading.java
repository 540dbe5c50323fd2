package io.metrify.benchmarks.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A meter reading as a good user of Jackson databind writes it down today: flat, annotated, exact where it matters. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "meter_id",
    "obis_code",
    "timestamp",
    "interval_seconds",
    "consumption_kwh",
    "voltage",
    "current",
    "power_factor",
    "frequency",
    "temperature",
    "humidity",
    "quality_code",
    "quality_method",
    "data_quality_score"
})
record FlatReading(
        @JsonProperty("meter_id") String meterId,
        @JsonProperty("obis_code") @Nullable String obisCode,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("interval_seconds") int intervalSeconds,
        @JsonProperty("consumption_kwh") @Nullable BigDecimal consumptionKwh,
        @JsonProperty("voltage") @Nullable Double voltage,
        @JsonProperty("current") @Nullable Double current,
        @JsonProperty("power_factor") @Nullable Double powerFactor,
        @JsonProperty("frequency") @Nullable Double frequency,
        @JsonProperty("temperature") @Nullable Double temperature,
        @JsonProperty("humidity") @Nullable Double humidity,
        @JsonProperty("quality_code") @Nullable QualityCode qualityCode,
        @JsonProperty("quality_method") @Nullable SubstitutionMethod qualityMethod,
        @JsonProperty("data_quality_score") @Nullable Double dataQualityScore) {

    /**
     * The mapper of that user: made once, with Jackson's fast number code switched on, times as ISO 8601 texts, unknown
     * fields tolerated.
     */
    static ObjectMapper mapper() {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                        .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                        .build())
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** The same reading in this form. */
    static FlatReading of(MeterReading reading) {
        Energy consumption = reading.consumption();
        return new FlatReading(
                reading.meterId(),
                reading.register().equals(ObisCode.IMPORT_PROFILE)
                        ? null
                        : reading.register().toString(),
                reading.timestamp(),
                reading.intervalSeconds(),
                consumption == null ? null : shortened(consumption.toKilowattHours()),
                measured(reading.electrical().voltage()),
                measured(reading.electrical().current()),
                measured(reading.electrical().powerFactor()),
                measured(reading.electrical().frequency()),
                measured(reading.ambient().temperature()),
                measured(reading.ambient().humidity()),
                reading.quality().code() == QualityCode.AS_PROVIDED
                        ? null
                        : reading.quality().code(),
                reading.quality().method() == SubstitutionMethod.NONE
                        ? null
                        : reading.quality().method(),
                measured(reading.quality().score()));
    }

    private static BigDecimal shortened(BigDecimal amount) {
        BigDecimal shortened = amount.stripTrailingZeros();
        return shortened.scale() < 0 ? shortened.setScale(0) : shortened;
    }

    private static @Nullable Double measured(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
