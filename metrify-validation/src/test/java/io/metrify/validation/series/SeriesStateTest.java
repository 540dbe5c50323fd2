package io.metrify.validation.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SeriesStateTest {

    private static final Instant LAST_EVENING = Instant.parse("2026-03-12T18:00:00Z");

    private final List<Finding> findings = new ArrayList<>();

    /** Two days, then an afternoon without readings and an evening with the same value over and over. */
    private static Scenario scenario() {
        return Scenario.of("2026-03-10", 3)
                .filled()
                .without("2026-03-12T13:00", "2026-03-12T15:00")
                .setAll("2026-03-12T17:00", "2026-03-13T00:00", "0.25");
    }

    @Test
    void goesOnAfterARestartAsIfNothingHadHappened() {
        Scenario scenario = scenario();
        SeriesValidator first = validator(scenario);
        scenario.readings().stream()
                .filter(SeriesStateTest::isBefore)
                .forEach(reading -> first.accept(reading, Scenario.NOW));
        SeriesValidator second = validator(scenario);

        assertThat(second.restore(saved(first))).isTrue();
        scenario.readings().stream()
                .filter(reading -> !isBefore(reading))
                .forEach(reading -> second.accept(reading, Scenario.NOW));
        second.close(scenario.window().end());

        assertThat(findings.stream().map(Finding::message).toList())
                .isEqualTo(scenario.report().findings().stream()
                        .map(Finding::message)
                        .toList());
        assertThat(findings).extracting(Finding::rule).containsExactly("series.gap", "series.stuck");
    }

    @Test
    void readsAStateThatTheFirstVersionWrote() throws IOException {
        Scenario scenario = scenario();
        SeriesValidator validator = validator(scenario);

        assertThat(validator.restore(firstVersion())).isTrue();
        scenario.readings().stream()
                .filter(reading -> !isBefore(reading))
                .forEach(reading -> validator.accept(reading, Scenario.NOW));
        validator.close(scenario.window().end());

        assertThat(findings)
                .extracting(Finding::message)
                .isEqualTo(messages(scenario.report().findings()));
    }

    @Test
    void writesWhatTheFirstVersionWrote() throws IOException {
        Scenario scenario = scenario();
        SeriesValidator validator = validator(scenario);
        scenario.readings().stream()
                .filter(SeriesStateTest::isBefore)
                .forEach(reading -> validator.accept(reading, Scenario.NOW));

        assertThat(HexFormat.of().formatHex(saved(validator)))
                .as("the format has changed: keep the old file, read it, and add one of the new format")
                .isEqualTo(HexFormat.of().formatHex(firstVersion()));
    }

    @Test
    void skipsASectionOfALaterVersion() throws IOException {
        Scenario scenario = scenario();
        SeriesValidator validator = validator(scenario);
        byte[] later = new StateOutput()
                .section(99, new StateOutput().text("of a later version"))
                .toBytes();

        assertThat(validator.restore(joined(firstVersion(), later))).isTrue();
        assertThat(saved(validator)).isEqualTo(firstVersion());
    }

    @Test
    void startsWithoutTheSectionsThatAnEarlierVersionDidNotWrite() {
        SeriesValidator validator = validator(scenario());
        byte[] head = new StateOutput()
                .number(SeriesState.VERSION)
                .text(Scenario.METER)
                .number(900)
                .number(0)
                .toBytes();

        assertThat(validator.restore(head)).isTrue();
        scenario().readings().forEach(reading -> validator.accept(reading, Scenario.NOW));
        validator.close(scenario().window().end());
        assertThat(findings).extracting(Finding::rule).containsExactly("series.gap", "series.stuck");
    }

    @Test
    void startsAnewWhereTheResolutionHasChanged() throws IOException {
        Scenario hourly = Scenario.of("2026-03-10", 3).every(Duration.ofHours(1), Duration.ZERO);
        SeriesValidator validator = validator(hourly);

        assertThat(validator.restore(firstVersion())).isFalse();
    }

    @Test
    void saysWhereAStateIsDamagedAndChangesNothing() throws IOException {
        byte[] state = firstVersion();
        int refused = 0;
        for (int length = 0; length < state.length; length++) {
            SeriesValidator validator = validator(scenario());
            validator.restore(state);
            try {
                // Where a section ends the rest is taken for one of an earlier version.
                validator.restore(Arrays.copyOf(state, length));
            } catch (IllegalArgumentException damaged) {
                refused++;
                assertThat(damaged).hasMessageStartingWith("the state is damaged at byte ");
                assertThat(saved(validator)).isEqualTo(state);
            }
        }
        assertThat(refused).isGreaterThan(state.length - 12);
    }

    @Test
    void refusesWhateverBytesAreChangedOrReadsThem() throws IOException {
        byte[] state = firstVersion();
        for (int place = 0; place < state.length; place++) {
            for (int change : new int[] {1, 0x40, 0x80, 0xFF}) {
                byte[] changed = state.clone();
                changed[place] ^= (byte) change;
                SeriesValidator validator = validator(scenario());
                try {
                    validator.restore(changed);
                } catch (IllegalArgumentException damaged) {
                    assertThat(damaged.getMessage()).isNotBlank();
                }
            }
        }
    }

    @Test
    void restoresSecondsThatWaitForWeeks() {
        Scenario seconds = Scenario.of("2026-03-10", 1).every(Duration.ofSeconds(1), Duration.ZERO);
        SeriesValidator first = patient(seconds);
        first.accept(reading("2026-03-10T00:00:00Z"), Scenario.NOW);
        first.accept(reading("2026-03-30T00:00:00Z"), Scenario.NOW);

        SeriesValidator second = patient(seconds);
        assertThat(second.restore(saved(first))).isTrue();
        assertThat(saved(second)).isEqualTo(saved(first));
    }

    private SeriesValidator patient(Scenario scenario) {
        return SeriesValidator.of(
                scenario.rules(), scenario.settings().withLateness(Duration.ofDays(30)), findings::add);
    }

    private static MeterReading reading(String start) {
        return MeterReading.of(
                Scenario.METER, Interval.of(Instant.parse(start), Duration.ofSeconds(1)), Energy.ofWattHours(1));
    }

    @Test
    void refusesAVersionItDoesNotKnow() {
        SeriesValidator validator = validator(scenario());
        byte[] state = new StateOutput().number(7).text(Scenario.METER).toBytes();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> validator.restore(state))
                .withMessageContaining("version is 7");
    }

    @Test
    void takesLessThanFourKibibytesForAMeterOfQuarterHours() {
        Scenario scenario = Scenario.of("2026-03-01", 60).filled();
        SeriesValidator validator = validator(scenario);
        scenario.readings().forEach(reading -> validator.accept(reading, Scenario.NOW));

        assertThat(saved(validator)).hasSizeLessThan(4_096);
        assertThat(validator.bytes()).isLessThan(4_096);
    }

    private static boolean isBefore(MeterReading reading) {
        return reading.timestamp().isBefore(LAST_EVENING);
    }

    private static List<String> messages(List<Finding> findings) {
        return findings.stream().map(Finding::message).toList();
    }

    private SeriesValidator validator(Scenario scenario) {
        findings.clear();
        return SeriesValidator.of(
                scenario.rules(), scenario.settings().withFrom(scenario.window().start()), findings::add);
    }

    private static byte[] saved(SeriesValidator validator) {
        return Objects.requireNonNull(validator.save(Scenario.METER));
    }

    private static byte[] firstVersion() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(SeriesStateTest.class.getResourceAsStream("state-version-1.hex"))) {
            String hex = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        }
    }

    private static byte[] joined(byte[] left, byte[] right) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(left);
        joined.write(right);
        return joined.toByteArray();
    }
}
