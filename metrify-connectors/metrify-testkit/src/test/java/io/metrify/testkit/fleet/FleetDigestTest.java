package io.metrify.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

    @Test
    void printsTheDigestOfASimulatedFleet() {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            FleetDigest.main(new String[] {
                "--meters", "3", "--days", "1", "--seed", "5", "--first-date", "2026-03-29", "--order", "meter"
            });
        } finally {
            System.setOut(console);
        }
        FleetDigest expected = FleetDigest.of(Fleet.builder()
                .meters(3)
                .days(1)
                .seed(5)
                .firstDate(LocalDate.of(2026, 3, 29))
                .build()
                .readings(ReadingOrder.BY_METER));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("readings=" + expected.readings())
                .contains("sha256=" + expected.sha256())
                .contains("unordered=" + expected.unordered())
                .contains("seconds=");
    }

    @Test
    void refusesAnOptionItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetDigest.main(new String[] {"--metres", "3"}))
                .withMessageContaining("--metres");
        assertThatIllegalArgumentException().isThrownBy(() -> FleetDigest.main(new String[] {"--meters"}));
    }
}
