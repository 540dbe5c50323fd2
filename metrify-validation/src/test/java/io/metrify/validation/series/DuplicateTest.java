package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DuplicateTest {

    private static final String REDELIVERY = "meter.duplicate.redelivery";
    private static final String CONFLICT = "meter.duplicate.conflict";
    private static final String TEN = "2026-03-10T10:00";
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);

    @Test
    void notesAnEqualValueAsARedelivery() {
        Scenario day = day().set(TEN, "0.175").again(TEN);
        Finding finding = day.finding(REDELIVERY);
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.observed()).isEqualTo("2 deliveries");
        assertThat(finding.message())
                .isEqualTo("The reading of register 1-0:1.29.0 at 2026-03-10T09:00:00Z, 0.175000 kWh, was delivered 2"
                        + " times; all but one are left out.");
        day.isSound(CONFLICT);
        assertThat(day.report().counts().repeated()).isEqualTo(1);
    }

    @Test
    void findsAnotherValueAndUsesTheLower() {
        Scenario day = day().set(TEN, "0.175").add(TEN, QUARTER_HOUR, "0.123");
        Finding finding = day.finding(CONFLICT);
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.observed()).isEqualTo("0.175000 kWh");
        assertThat(finding.expected()).isEqualTo("0.123000 kWh");
        assertThat(finding.message()).contains("0.123000 kWh is used").contains("Send a correction");
        day.isSound(REDELIVERY);
    }

    @Test
    void usesTheBetterOfTwoQualitiesEvenIfHigher() {
        Scenario day = day().set(TEN, "0.1");
        day.add(day.reading(TEN)
                .withConsumption(Energy.parse("0.2"))
                .withQuality(ReadingQuality.of(QualityCode.VALIDATED)));
        assertThat(day.finding(CONFLICT).expected()).isEqualTo("0.200000 kWh");
    }

    @Test
    void usesAUsableValueRatherThanAnUnusableOne() {
        assertThat(day().set(TEN, "0.2")
                        .add(TEN, QUARTER_HOUR, "-5")
                        .finding(CONFLICT)
                        .expected())
                .isEqualTo("0.200000 kWh");
        Finding missing =
                day().set(TEN, (String) null).add(TEN, QUARTER_HOUR, "0.2").finding(CONFLICT);
        assertThat(missing.observed()).isEqualTo("no energy");
    }

    @Test
    void countsEveryDeliveryOfEveryValue() {
        Scenario day = day().set(TEN, "0.1").again(TEN).again(TEN);
        day.add(TEN, QUARTER_HOUR, "0.3").add(TEN, QUARTER_HOUR, "0.3");
        assertThat(day.findings(REDELIVERY))
                .extracting(Finding::observed)
                .containsExactlyInAnyOrder("3 deliveries", "2 deliveries");
        assertThat(day.finding(CONFLICT).observed()).isEqualTo("0.300000 kWh");
        assertThat(day.report().counts().repeated()).isEqualTo(4);
    }

    @Test
    void takesAStartWithinTheTimeToleranceAsTheSameSlot() {
        day().set(TEN, "0.1").add("2026-03-10T10:02:00", QUARTER_HOUR, "0.1").finding(REDELIVERY);
        day().set(TEN, "0.1").add("2026-03-10T10:03:01", QUARTER_HOUR, "0.1").isSound(REDELIVERY);
    }

    @Test
    void takesTheHourThatClocksShowTwiceForTwoHours() {
        Scenario autumn = Scenario.of("2026-10-25", 1).filled();
        autumn.set("2026-10-25T00:15:00Z", "0.11").set("2026-10-25T01:15:00Z", "0.11");
        autumn.isSound(REDELIVERY);
        autumn.isSound(CONFLICT);
        autumn.again("2026-10-25T01:15:00Z");
        assertThat(autumn.finding(REDELIVERY).start()).isEqualTo("2026-10-25T01:15:00Z");
    }

    @Test
    void findsAConflictOnTheDayOfNinetyTwoSlots() {
        Finding finding = Scenario.of("2026-03-29", 1)
                .filled()
                .add("2026-03-29T03:00", QUARTER_HOUR, "0.9")
                .finding(CONFLICT);
        assertThat(finding.start()).isEqualTo("2026-03-29T01:00:00Z");
    }

    @Test
    void keepsRegistersApart() {
        Scenario day = day();
        day.add(day.reading(TEN).withRegister(ObisCode.EXPORT_PROFILE));
        day.isSound(REDELIVERY);
    }

    @Test
    void findsASingleValueTwice() {
        Scenario.of("2026-03-10", 1).set(TEN, "0.1").again(TEN).finding(REDELIVERY);
    }

    @Test
    void endsWithOneFindingForThousandsOfDeliveries() {
        Scenario day = day();
        for (int i = 0; i < 5_000; i++) {
            day.again(TEN);
        }
        assertThat(day.finding(REDELIVERY).observed()).isEqualTo("5001 deliveries");
    }

    @Test
    void reportsAtOnceWhatCannotBeKept() {
        Scenario day = day();
        for (int i = 0; i < 3 * Repeats.MOST; i++) {
            day.add(TEN, QUARTER_HOUR, "0.3" + (100_00 + i));
        }
        assertThat(day.findings(CONFLICT)).hasSize(3 * Repeats.MOST);
        assertThat(day.report().counts().repeated()).isEqualTo(3 * Repeats.MOST);
    }

    private static Scenario day() {
        return Scenario.of("2026-03-10", 1).filled();
    }
}
