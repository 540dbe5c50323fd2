package io.metrify.validation;

import static io.metrify.validation.Readings.KNOWN;
import static io.metrify.validation.Readings.NOW;
import static io.metrify.validation.Readings.SOUND;
import static io.metrify.validation.Readings.START;
import static io.metrify.validation.Readings.UNKNOWN;
import static io.metrify.validation.Readings.at;
import static io.metrify.validation.Readings.knowing;
import static io.metrify.validation.Readings.meter;
import static io.metrify.validation.Severity.ERROR;
import static io.metrify.validation.Severity.INFO;
import static io.metrify.validation.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterTimeRulesTest {

    private static final String NO_RASTER = "the length of the interval does not divide an hour;"
            + " where such intervals start depends on the market day";

    @Test
    void findsAMeterThatIsNotInTheDirectory() {
        RuleContext empty = new RuleContext(NOW, MeterDirectory.of(List.of()));
        Finding finding = check("meter.identity.unknown", SOUND, empty).isViolated(WARNING);
        assertThat(finding.field()).isEqualTo("meter_id");
        assertThat(finding.message()).isEqualTo("Meter M-1 is not in the directory of meters.");
        check("meter.identity.unknown", SOUND, KNOWN).isSound();
    }

    @Test
    void skipsTheDirectoryThatIsNotThere() {
        check("meter.identity.unknown", SOUND, UNKNOWN).isSkipped("there is no directory of meters");
    }

    @Test
    void findsAnIntervalOfAnotherLengthThanDeclared() {
        MeterReading hourly = SOUND.withInterval(Interval.of(START, Duration.ofHours(1)));
        Finding finding = check("meter.interval.resolution", hourly, KNOWN).isViolated(ERROR);
        assertThat(finding.field()).isEqualTo("interval_seconds");
        assertThat(finding.observed()).isEqualTo("3600 s");
        assertThat(finding.expected()).isEqualTo("900 s");
        check("meter.interval.resolution", SOUND, KNOWN).isSound();
    }

    @Test
    void skipsTheResolutionOfAnUnknownMeter() {
        check("meter.interval.resolution", SOUND, UNKNOWN).isSkipped("the meter is not in the directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-10T12:03:00.001Z", "2026-03-10T12:07:30Z", "2026-03-10T11:56:59.999Z"})
    void findsAStartFarOffTheRaster(String start) {
        Finding finding = check("meter.time.raster", at(start), KNOWN).isViolated(ERROR);
        assertThat(finding.expected()).isEqualTo("2026-03-10T12:00:00Z");
        check("meter.time.jitter", at(start), KNOWN).isSound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-10T12:03:00Z", "2026-03-10T12:00:00.001Z", "2026-03-10T11:57:00Z"})
    void notesAStartSlightlyOffTheRaster(String start) {
        check("meter.time.raster", at(start), KNOWN).isSound();
        Finding finding = check("meter.time.jitter", at(start), KNOWN).isViolated(INFO);
        assertThat(finding.field()).isEqualTo("timestamp");
    }

    @Test
    void saysHowFarOffTheRasterAStartIs() {
        assertThat(check("meter.time.raster", at("2026-03-10T11:55:00Z"), KNOWN)
                        .isViolated(ERROR)
                        .message())
                .isEqualTo("The interval starts at 2026-03-10T11:55:00Z, 300.0 s before the raster of 900 s;"
                        + " expected within 180 s of 2026-03-10T12:00:00Z.");
    }

    @Test
    void takesAStartOnTheRasterBeforeNineteenSeventyToo() {
        check("meter.time.raster", at("1969-12-31T23:45:00Z"), KNOWN).isSound();
        check("meter.time.jitter", at("1969-12-31T23:45:00Z"), KNOWN).isSound();
    }

    @Test
    void judgesAnUnknownMeterByTheLengthOfItsOwnInterval() {
        check("meter.time.raster", at("2026-03-10T12:07:00Z"), UNKNOWN).isViolated(ERROR);
        check("meter.time.raster", SOUND, UNKNOWN).isSound();
    }

    @Test
    void skipsTheRasterOfIntervalsThatDoNotDivideAnHour() {
        MeterReading daily = SOUND.withInterval(Interval.of(START, Duration.ofDays(1)));
        MeterReading sevenMinutes = SOUND.withInterval(Interval.of(START, Duration.ofMinutes(7)));
        check("meter.time.raster", daily, UNKNOWN).isSkipped(NO_RASTER);
        check("meter.time.jitter", sevenMinutes, UNKNOWN).isSkipped(NO_RASTER);
    }

    @Test
    void shiftsTheRasterForZonesOffTheHour() {
        MeterReading hourInIndia =
                SOUND.withInterval(Interval.of(Instant.parse("2026-03-10T12:30:00Z"), Duration.ofHours(1)));
        check("meter.time.raster", hourInIndia, UNKNOWN).isViolated(ERROR);
        RuleSet<MeterReading> rules =
                MeterRules.with(MeterThresholds.standard().withRasterOffset(Duration.ofMinutes(30)));
        Outcome.of("meter.time.raster", rules, hourInIndia, UNKNOWN).isSound();
    }

    @Test
    void toleratesNoMoreThanItIsTold() {
        RuleSet<MeterReading> strict =
                MeterRules.with(MeterThresholds.standard().withTimeTolerance(Duration.ZERO));
        Outcome.of("meter.time.raster", strict, at("2026-03-10T12:00:00.001Z"), KNOWN)
                .isViolated(ERROR);
        Outcome.of("meter.time.jitter", strict, at("2026-03-10T12:00:00.001Z"), KNOWN)
                .isSound();
    }

    @Test
    void findsAReadingFromTheFuture() {
        check("meter.time.future", at("2026-03-11T00:03:00Z"), KNOWN).isSound();
        Finding finding = check("meter.time.future", at("2026-03-11T00:03:00.001Z"), KNOWN)
                .isViolated(ERROR);
        assertThat(finding.message())
                .isEqualTo("The timestamp 2026-03-11T00:03:00.001Z is in the future: it is now 2026-03-11T00:00:00Z,"
                        + " and clocks may differ by 180 s.");
    }

    @Test
    void comparesWithAnyPresent() {
        check("meter.time.future", SOUND, KNOWN.withNow(Instant.MAX)).isSound();
        check("meter.time.future", SOUND, KNOWN.withNow(Instant.MIN)).isViolated(ERROR);
        check("meter.time.future", SOUND, KNOWN.withNow(START.minusSeconds(181).plusNanos(999_999_999)))
                .isViolated(ERROR);
    }

    @Test
    void findsAnIntervalBeforeTheInstallation() {
        Instant installed = START.plus(Readings.QUARTER_HOUR);
        Finding finding = check("meter.time.installation", SOUND, knowing(meter(30, installed, null)))
                .isViolated(ERROR);
        assertThat(finding.expected()).isEqualTo("after 2026-03-10T12:15:00Z");
        check("meter.time.installation", SOUND, knowing(meter(30, installed.minusMillis(1), null)))
                .isSound();
    }

    @Test
    void findsAnIntervalAfterTheRemoval() {
        check("meter.time.removal", SOUND, knowing(meter(30, null, START))).isViolated(ERROR);
        check("meter.time.removal", SOUND, knowing(meter(30, null, START.plusMillis(1))))
                .isSound();
        check("meter.time.removal", SOUND, KNOWN).isSound();
    }

    @Test
    void skipsTheLifeOfAMeterThatIsNotKnown() {
        check("meter.time.installation", SOUND, UNKNOWN).isSkipped("the meter is not in the directory");
        check("meter.time.removal", SOUND, UNKNOWN).isSkipped("the meter is not in the directory");
        check("meter.time.installation", SOUND, knowing(meter(30, null, null)))
                .isSkipped("the installation time of the meter is not known");
    }

    private static Outcome check(String rule, MeterReading reading, RuleContext context) {
        return Outcome.of(rule, MeterRules.standard(), reading, context);
    }
}
