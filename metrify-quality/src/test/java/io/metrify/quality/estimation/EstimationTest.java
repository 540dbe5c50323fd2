package io.metrify.quality.estimation;

import static io.metrify.quality.estimation.Series.BERLIN;
import static io.metrify.quality.estimation.Series.NOW;
import static io.metrify.quality.estimation.Series.index;
import static io.metrify.quality.estimation.Series.local;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metrify.model.DayType;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.quality.Ratio;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimationTest {

    private static final ReadingSeries MARCH =
            Series.of(BERLIN, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 31), Series::clock);
    private static final Interval GAP = local("2026-03-24T10:00", "2026-03-24T10:15");

    private static Estimation example() {
        Interval day = BERLIN.day(LocalDate.of(2026, 3, 24));
        ReadingSeries holey = Series.without(MARCH, GAP);
        long given = Series.sum(holey, day);
        Instant noon = Series.at("2026-03-24T12:00");
        long morning = Series.sum(holey, new Interval(day.start(), noon)) + 5;
        MeterExchange exchange =
                new MeterExchange(noon.plusSeconds(1), Energy.ofMilliwattHours(morning), Energy.ofMilliwattHours(10));
        return Estimator.of(BERLIN)
                .estimate(EstimationRequest.of(holey, NOW)
                        .withRegisters(List.of(index(day.start(), 0), index(day.end(), 10 + given + 7 - morning)))
                        .withExchanges(List.of(exchange))
                        .withOrigin("kim", "flat battery"));
    }

    @Test
    void theRecordHasEveryInput() throws IOException {
        JsonNode record = new ObjectMapper().readTree(example().toJson());

        assertThat(record.get("meter_id").textValue()).isEqualTo("m-1");
        assertThat(record.get("refusals")).isEmpty();
        JsonNode substitute = record.get("substitutes").get(0);
        assertThat(substitute.get("timestamp").textValue()).isEqualTo("2026-03-24T09:00:00Z");
        assertThat(substitute.get("consumption_kwh").decimalValue()).isEqualByComparingTo("0.000007");
        assertThat(substitute.get("author").textValue()).isEqualTo("kim");
        JsonNode derivation = substitute.get("derivation");
        assertThat(derivation.get("by").textValue()).isEqualTo("register_scaling");
        assertThat(derivation.get("rest_kwh").decimalValue()).isEqualByComparingTo("0.000007");
        assertThat(derivation.get("factor").textValue()).matches("7/[0-9]+");
        assertThat(derivation.get("exchanges").get(0).get("initial_kwh").decimalValue())
                .isEqualByComparingTo("0.00001");
        assertThat(derivation.get("shape").get("by").textValue()).isEqualTo("interpolation");
        assertThat(example().toJson()).contains("\"consumption_kwh\":0.000007,");
    }

    @Test
    void aSubstituteIsAVersionThatSaysWhy() {
        Substitute substitute = example().substitutes().get(0);
        ReadingVersion version = substitute.toVersion();

        assertThat(version.kind()).isEqualTo(ReadingVersion.Kind.SUBSTITUTE);
        assertThat(version.knownAt()).isEqualTo(NOW);
        assertThat(version.author()).isEqualTo("kim");
        assertThat(version.reason()).isEqualTo(substitute.reason()).endsWith("; flat battery");
    }

    /** The longest words of every part: many days, neighbours, exchanges, a ratio of long numbers, an original, a cause. */
    @Test
    void theLongestReasonFitsAVersion() {
        Instant late = Instant.parse("9999-12-31T23:59:59.999Z");
        Energy most = Energy.ofMilliwattHours(Energy.MAX_MILLIWATT_HOURS);
        Derivation.Interpolation line = new Derivation.Interpolation(late, most, late, most);
        Derivation days = new Derivation.ComparableDays(
                DayType.SATURDAY,
                Collections.nCopies(100, LocalDate.of(9999, 12, 25)),
                line,
                Duration.ofMillis(31_622_399_999L));
        RegisterAdvance advance = new RegisterAdvance(
                new Interval(late.minusMillis(1), late),
                most,
                most,
                1_000_000,
                Collections.nCopies(100, new MeterExchange(late, most, most)),
                most);
        Derivation scaling = new Derivation.RegisterScaling(
                days,
                advance,
                most,
                most,
                new Ratio(BigInteger.valueOf(Energy.MAX_MILLIWATT_HOURS), BigInteger.TEN.pow(30)));
        Substitute example = example().substitutes().get(0);
        Substitute longest =
                new Substitute(example.reading(), scaling, most, QualityCode.QUESTIONABLE, NOW, "kim", "x".repeat(200));

        assertThat(scaling.words().length()).isLessThanOrEqualTo(700);
        assertThat(longest.toVersion().reason()).hasSizeLessThanOrEqualTo(ReadingVersion.LONGEST_REASON);
    }
}
