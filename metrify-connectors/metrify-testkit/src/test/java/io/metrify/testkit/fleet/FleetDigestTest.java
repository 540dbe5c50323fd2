package io.metrify.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FleetDigestTest {

    private static final MeterReading FIRST = MeterReading.of(
            "zähler", Interval.of(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofMinutes(15)), Energy.parse("0.25"));
    private static final MeterReading SECOND = FIRST.withConsumption(null);

    @Test
    void isThatOfNothingForAnEmptyStream() {
        FleetDigest digest = FleetDigest.of(Stream.empty());
        assertThat(digest.readings()).isZero();
        assertThat(digest.sha256()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(digest.unordered()).isEqualTo("0000000000000000");
    }

    @Test
    void tellsOrderByOneDigestAndNotByTheOther() {
        FleetDigest one = FleetDigest.of(Stream.of(FIRST, SECOND));
        FleetDigest other = FleetDigest.of(Stream.of(SECOND, FIRST));
        assertThat(one.sha256()).isNotEqualTo(other.sha256());
        assertThat(one.unordered()).isEqualTo(other.unordered());
        assertThat(one.energy()).isEqualTo(Energy.parse("0.25"));
    }

    @Test
    void tellsNoEnergyFromZero() {
        FleetDigest none = FleetDigest.of(Stream.of(SECOND));
        FleetDigest zero = FleetDigest.of(Stream.of(FIRST.withConsumption(Energy.ZERO)));
        assertThat(none.sha256()).isNotEqualTo(zero.sha256());
        assertThat(none.unordered()).isNotEqualTo(zero.unordered());
    }
}
