package io.metrify.validation.series;

import static io.metrify.model.meter.ObisCode.IMPORT_REGISTER_HIGH_TARIFF;
import static io.metrify.model.meter.ObisCode.IMPORT_REGISTER_LOW_TARIFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.meter.ObisCode;
import io.metrify.validation.Finding;
import org.junit.jupiter.api.Test;

class TariffSumTest {

    private static final String TARIFFS = "series.register.tariff_sum";
    private static final String FIRST = "2026-03-10T00:00";
    private static final String SECOND = "2026-03-11T00:00";

    @Test
    void findsTariffsThatDoNotAddUp() {
        Finding finding = read("1000", "700", "301.000001").finding(TARIFFS);
        assertThat(finding.start()).isEqualTo("2026-03-09T23:00:00Z");
        assertThat(finding.message())
                .isEqualTo("The tariff registers [1-0:1.8.1 = 700.000000 kWh, 1-0:1.8.2 = 301.000001 kWh] add up to"
                        + " 1001.000001 kWh at 2026-03-09T23:00:00Z, but register 1-0:1.8.0 shows 1000.000000 kWh;"
                        + " expected 1000.000000 kWh within a share of 0.001.");
    }

    @Test
    void letsAThousandthPass() {
        read("1000", "700", "301").isSound(TARIFFS);
        read("1000", "700", "299").isSound(TARIFFS);
        read("1000", "700", "298.999999").finding(TARIFFS);
    }

    @Test
    void takesTheHourThatClocksShowTwiceForTwoInstants() {
        Scenario autumn = Scenario.of("2026-10-25", 1);
        autumn.index("2026-10-25T01:00:00Z", "10")
                .index(IMPORT_REGISTER_HIGH_TARIFF, "2026-10-25T00:00:00Z", "9")
                .index(IMPORT_REGISTER_LOW_TARIFF, "2026-10-25T00:00:00Z", "9");
        autumn.isSkipped(TARIFFS, "not all tariff registers were read at that instant");
    }

    @Test
    void skipsAMeterWithoutTariffs() {
        Scenario.of("2026-03-10", 1).index(FIRST, "10").isSkipped(TARIFFS, "the meter has no tariff registers");
    }

    @Test
    void skipsAnInstantAtWhichATariffIsMissing() {
        SeriesReport report = read("1000", "700", "300")
                .index(SECOND, "1010")
                .index(IMPORT_REGISTER_HIGH_TARIFF, SECOND, "705")
                .report();
        assertThat(report.findings(TARIFFS)).isEmpty();
        assertThat(report.coverage().get(TARIFFS).evaluated()).isEqualTo(1);
        assertThat(report.coverage().get(TARIFFS).skipped())
                .containsEntry("not all tariff registers were read at that instant", 1L);
    }

    @Test
    void concludesNothingFromTariffsThatContradictTheTotal() {
        SeriesReport report = read("1000", "700", "300")
                .index(SECOND, "1010")
                .index(IMPORT_REGISTER_HIGH_TARIFF, SECOND, "100")
                .index(IMPORT_REGISTER_LOW_TARIFF, SECOND, "305")
                .report();
        assertThat(report.findings(TARIFFS)).hasSize(1);
        assertThat(report.findings("series.register.backward")).isEmpty();
        assertThat(report.coverage().get("series.register.backward").skipped())
                .containsEntry("the tariff registers contradict the total register", 2L);
    }

    @Test
    void keepsImportAndExportApart() {
        read("1000", "700", "300")
                .index(ObisCode.EXPORT_REGISTER, FIRST, "5000")
                .index(ObisCode.of(1, 0, 2, 8, 1), FIRST, "5000")
                .isSound(TARIFFS);
    }

    @Test
    void doesNotTakeTheFaultRegisterForATariff() {
        read("1000", "700", "300")
                .index(ObisCode.of(1, 0, 1, 8, 63), FIRST, "900")
                .isSound(TARIFFS);
    }

    @Test
    void addsUpTariffsBeyondAllEnergy() {
        Finding finding = read("5", "999999999999", "999999999999").finding(TARIFFS);
        assertThat(finding.observed()).isEqualTo("1999999999998.000000 kWh");
    }

    private static Scenario read(String total, String high, String low) {
        return Scenario.of("2026-03-10", 2)
                .index(FIRST, total)
                .index(IMPORT_REGISTER_HIGH_TARIFF, FIRST, high)
                .index(IMPORT_REGISTER_LOW_TARIFF, FIRST, low);
    }
}
