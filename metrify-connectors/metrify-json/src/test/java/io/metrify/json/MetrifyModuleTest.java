package io.metrify.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.grid.EicCode;
import io.metrify.model.grid.GridOperator;
import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MarketLocationId;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.MeteringLocationId;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetrifyModuleTest {

    private static final Instant START = Instant.parse("2026-03-29T00:15:00Z");

    private static final ReadingQuality QUALITY =
            new ReadingQuality(QualityCode.ESTIMATED, SubstitutionMethod.COMPARABLE_DAYS, 0.5);

    /** One of each type with every field present; the golden file has a line for each. */
    private static final List<Object> EVERYTHING = List.of(
            new MeterReading(
                    "DE-0001",
                    ObisCode.EXPORT_PROFILE,
                    Interval.of(START, Duration.ofMinutes(15)),
                    Energy.parse("12.345678"),
                    new Electrical(230.1, 1.087, 0.98, 50.01),
                    new Ambient(-3.5, 71),
                    QUALITY),
            new RegisterReading("DE-0001", ObisCode.IMPORT_REGISTER, START, Energy.parse("123456.7"), QUALITY),
            ReadingVersion.edit(
                    MeterReading.of("DE-0001", Interval.of(START, Duration.ofMinutes(15)), Energy.parse("0.5"))
                            .withQuality(ReadingQuality.of(QualityCode.EDITED)),
                    START.plusSeconds(3600),
                    "a.meyer",
                    "Ablesung vor Ort"),
            new Meter(
                    "DE-0001",
                    MeterType.HEAT_PUMP,
                    new Site("Bayern", "München", "TenneT"),
                    Duration.ofMinutes(15),
                    11.04,
                    7,
                    START,
                    START.plusMillis(1)),
            new GridStatus(
                    "50Hertz",
                    "DE-50Hertz",
                    START,
                    new GridStatus.Capacity(54000, 51234.5, 0.87),
                    new GridStatus.Network(49.98, 380, 0.99),
                    62.5),
            GridOperator.TRANSNET_BW,
            new WeatherObservation(
                    "Köln",
                    START,
                    new WeatherObservation.Air(7.5, 81, 1013.25),
                    new WeatherObservation.Wind(4.1, 270),
                    new WeatherObservation.Sky(75, 10),
                    1.04),
            City.named("Köln").orElseThrow(),
            Energy.parse("100"),
            Interval.of(START, Duration.ofMinutes(15)),
            ObisCode.parse("1-0:1.8.0*1"),
            EicCode.parse("10YDE-RWENET---I"),
            MarketLocationId.parse("51238696781"),
            MeteringLocationId.parse("DE00056266802AO6G56M11SN51G21M24S"),
            QualityCode.QUESTIONABLE,
            SubstitutionMethod.LOAD_PROFILE,
            MeterType.PROSUMER,
            ReadingVersion.Kind.CANCELLATION);

    private final ObjectMapper mapper = new ObjectMapper().registerModule(new MetrifyModule());

    @Test
    void theWireNamesAreThoseOfTheGoldenFile() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Object value : EVERYTHING) {
            lines.append(mapper.writeValueAsString(value)).append('\n');
        }
        assertThat(lines.toString()).isEqualTo(golden());
    }

    @Test
    void theGoldenFileReadsAsTheSameValues() throws IOException {
        List<String> lines = golden().lines().collect(Collectors.toList());
        assertThat(lines).hasSameSizeAs(EVERYTHING);
        for (int i = 0; i < lines.size(); i++) {
            assertThat((Object) mapper.readValue(lines.get(i), EVERYTHING.get(i).getClass()))
                    .isEqualTo(EVERYTHING.get(i));
        }
    }

    @Test
    void aMapperFindsTheModuleByItself() throws JsonProcessingException {
        ObjectMapper finding = new ObjectMapper().findAndRegisterModules();
        assertThat(finding.writeValueAsString(ObisCode.IMPORT_REGISTER)).isEqualTo("\"1-0:1.8.0\"");
    }

    @Test
    void modelTypesNestInTypesOfTheUser() throws JsonProcessingException {
        List<GridOperator> operators = mapper.readValue(
                mapper.writeValueAsString(GridOperator.german()), new TypeReference<List<GridOperator>>() {});
        assertThat(operators).isEqualTo(GridOperator.german());
    }

    @Test
    void anErrorNamesTheField() {
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> mapper.readValue("{\"city\":\" \"}", WeatherObservation.class))
                .satisfies(refused ->
                        assertThat(refused.getPath().get(0).getFieldName()).isEqualTo("city"))
                .withMessageContaining("blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"estimated\"", "\"\"", "[]"})
    void aConstantIsReadByItsExactNameOnly(String json) {
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> mapper.readValue(json, QualityCode.class));
    }

    @Test
    void anIntervalThatNoWireCarriesIsNotWritten() {
        Interval fine = Interval.of(START.plusNanos(1), Duration.ofMinutes(15));
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> mapper.writeValueAsString(fine))
                .withMessageContaining("finer than a millisecond");
    }

    private static String golden() throws IOException {
        try (InputStream file = MetrifyModuleTest.class.getResourceAsStream("wire-names.jsonl")) {
            assertThat(file).as("wire-names.jsonl beside the test").isNotNull();
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
