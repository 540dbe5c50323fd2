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

    @ParameterizedTest
    @ValueSource(strings = {"41373559240", "00000000000", "41373559249"})
    void findsAMeterIdThatLooksLikeAMarketLocationButIsNone(String id) {
        Finding finding =
                check("meter.identity.market_location", named(id), UNKNOWN).isViolated(WARNING);
        assertThat(finding.field()).isEqualTo("meter_id");
        assertThat(finding.expected()).isEqualTo("a market location number");
        assertThat(finding.message())
                .isEqualTo("Meter id " + id + " looks like a market location number but is none, which has 11 digits,"
                        + " of which the first is not 0 and the last checks the others; look for a typing error.");
    }

    @Test
    void takesAMarketLocationNumber() {
        check("meter.identity.market_location", named("41373559241"), UNKNOWN).isSound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"M-1", "4137355924", "413735592410", "4137355924X", "٤1373559241"})
    void skipsAnIdThatIsNoMarketLocationAtAll(String id) {
        check("meter.identity.market_location", named(id), UNKNOWN)
                .isSkipped("the meter id does not have the form of a market location number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de00056266802AO6G56M11SN51G21M24S", "DE000562668O2AO6G56M11SN51G21M24S"})
    void findsAMeterIdThatLooksLikeAMeteringLocationButIsNone(String id) {
        Finding finding =
                check("meter.identity.metering_location", named(id), UNKNOWN).isViolated(WARNING);
        assertThat(finding.expected()).isEqualTo("a metering location number");
        assertThat(finding.message()).contains(id, "two capital letters, eleven digits");
    }

    @Test
    void takesAMeteringLocationNumber() {
        check("meter.identity.metering_location", named("DE00056266802AO6G56M11SN51G21M24S"), UNKNOWN)
                .isSound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"M-1", "DE00056266802AO6G56M11SN51G21M24", "DE00056266802AO6G56M11SN51G21M24SS"})
    void skipsAnIdThatIsNoMeteringLocationAtAll(String id) {
        check("meter.identity.metering_location", named(id), UNKNOWN)
                .isSkipped("the meter id does not have the form of a metering location number");
    }

    @Test
    void findsAReadingOfAClockThatWasNeverSet() {
        Finding finding = check("meter.time.too_old", at("1999-12-31T23:59:59.999Z"), UNKNOWN)
                .isViolated(WARNING);
        assertThat(finding.expected()).isEqualTo("no earlier than 2000-01-01T00:00:00Z");
        assertThat(finding.message())
                .isEqualTo("The timestamp 1999-12-31T23:59:59.999Z is earlier than 2000-01-01T00:00:00Z; look for a"
                        + " clock that was not set, or for another unit of time.");
        check("meter.time.too_old", at("2000-01-01T00:00:00Z"), UNKNOWN).isSound();
        check("meter.time.too_old", at("1999-12-31T23:45:00Z"), knowing(meter(30, null, null)))
                .isViolated(WARNING);
    }

    @Test
    void skipsTheAgeWhereTheInstallationIsKnown() {
        check("meter.time.too_old", at("1999-12-31T23:45:00Z"), KNOWN)
                .isSkipped("the installation time of the meter is known, by which its age is judged");
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

    private static MeterReading named(String id) {
        return new MeterReading(
                id,
                SOUND.register(),
                SOUND.interval(),
                SOUND.consumption(),
                SOUND.electrical(),
                SOUND.ambient(),
                SOUND.quality());
    }
}
