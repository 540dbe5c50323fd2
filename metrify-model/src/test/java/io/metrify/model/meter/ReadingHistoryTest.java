package io.metrify.model.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.QualityMark;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ReadingVersion.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingHistoryTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final MeterReading READING =
            MeterReading.of("m-1", Interval.of(NOON, Duration.ofMinutes(15)), Energy.ZERO);

    private static final ReadingQuality INTERPOLATED =
            ReadingQuality.of(new QualityMark(QualityCode.ESTIMATED, SubstitutionMethod.INTERPOLATION));
    private static final ReadingQuality SET_BY_HAND =
            ReadingQuality.of(new QualityMark(QualityCode.EDITED, SubstitutionMethod.MANUAL));

    /**
     * One version per word, known one minute after the other: D delivery, P delivery marked preliminary, S substitute, C
     * correction, R correction with a reason, E edit, X cancellation, U reversal of an
     * edit, V reversal of a substitute, each with its amount in kWh; without, with none.
     */
    static ReadingHistory history(String words) {
        String[] word = words.split(" ", -1);
        ReadingVersion[] versions = new ReadingVersion[word.length];
        for (int i = 0; i < word.length; i++) {
            versions[i] = version(word[i], NOON.plusSeconds(60L * (i + 1)));
        }
        return ReadingHistory.of(Arrays.asList(versions));
    }

    static ReadingVersion version(String word, Instant knownAt) {
        MeterReading reading = READING.withConsumption(word.length() == 1 ? null : Energy.parse(word.substring(1)));
        return switch (word.charAt(0)) {
            case 'D' -> ReadingVersion.delivery(reading, knownAt);
            case 'P' ->
                ReadingVersion.delivery(reading.withQuality(ReadingQuality.of(QualityCode.PRELIMINARY)), knownAt);
            case 'S' -> ReadingVersion.substitute(reading.withQuality(INTERPOLATED), knownAt, null);
            case 'C' -> ReadingVersion.correction(reading, knownAt, null);
            case 'R' -> ReadingVersion.correction(reading, knownAt, "wrong transformer factor");
            case 'E' -> ReadingVersion.edit(reading.withQuality(SET_BY_HAND), knownAt, "kim", "checked on site");
            case 'U' ->
                new ReadingVersion(reading.withQuality(SET_BY_HAND), Kind.REVERSAL, knownAt, "ana", "wrong meter");
            case 'V' ->
                new ReadingVersion(reading.withQuality(INTERPOLATED), Kind.REVERSAL, knownAt, "ana", "wrong meter");
            case 'X' -> ReadingVersion.cancellation(reading, knownAt, null);
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static String holding(Optional<ReadingVersion> version) {
        return version.map(held -> {
                    Energy energy = held.reading().consumption();
                    String amount = energy == null
                            ? ""
                            : energy.toKilowattHours().stripTrailingZeros().toPlainString();
                    return held.kind().name().charAt(0) + amount;
                })
                .orElse("nothing");
    }

    @ParameterizedTest(name = "{0} leaves {1}")
    @CsvSource({
        // deliveries and redeliveries
        "D5, D5",
        "D5 D5, D5",
        "D5 D6, D6",
        "D5 D6 D5, D6",
        "P5 D5, D5",
        "P5 D5 P5, D5",
        "D, D",
        "D D5, D5",
        "D5 D, D5",
        // substitutes
        "S4, S4",
        "D S4, S4",
        "S4 D5, D5",
        "D5 S4, S4",
        "D5 S4 D5, S4",
        "D5 S4 D6, D6",
        "D5 S4 D6 S4, S4",
        "S4 S3, S3",
        "S4 S3 S4, S4",
        // reversals
        "U5, nothing",
        "D5 U5, D5",
        "D5 E8 U8, D5",
        "D5 E8 U7, E8",
        "D5 E8 V8, E8",
        "D5 E8 D6 U8, D6",
        "D5 E8 E9 U8, E9",
        "D5 E8 E9 U9, E8",
        "D5 E8 E9 U9 U8, D5",
        "D5 E8 E8 U8, E8",
        "D5 E8 U8 E8, E8",
        "D5 E8 U8 E8 U8, D5",
        "D5 S4 V4, D5",
        "S4 V4, nothing",
        "S4 V4 D4, D4",
        "E8 U8 D8, D8",
        "D5 X5 E5 U5 D5, nothing",
        "D5 S4 V4 S4, S4",
        "D5 S4 E8 V4, E8",
        "D5 S4 E8 V4 U8, D5",
        "D5 C6 E8 U8 D7, C6",
        "D5 X5 E8 U8, nothing",
        // corrections
        "D5 C6, C6",
        "D5 C6 D5, C6",
        "D5 C6 D7, C6",
        "D5 C6 S4, C6",
        "D5 C6 C7, C7",
        "D5 C6 C7 C6, C7",
        "D5 C6 C7 R6, C6",
        "D5 C5 D7, C5",
        "S4 C6, C6",
        "D5 E8 C6, C6",
        "C6 D7, C6",
        "D5 C, C",
        "D5 C D5, C",
        "D5 C P5, C",
        "D5 C D6, D6",
        "D5 C S4, S4",
        // edits
        "D5 E8, E8",
        "D5 E8 D5, E8",
        "D5 E8 D9, E8",
        "D5 E8 S4, E8",
        "D5 C6 E8 C6, E8",
        "D5 E8 E9, E9",
        "D5 E8 E9 E8, E8",
        // cancellations
        "X, nothing",
        "X5, nothing",
        "D5 X, nothing",
        "D5 X5, nothing",
        "D5 X D5, nothing",
        "D5 X P5, nothing",
        "D5 X D6, D6",
        "D5 X C5, C5",
        "D5 X C6, C6",
        "D5 X S4, S4",
        "D5 X E5, E5",
        "X5 D5, nothing",
        "X D5, D5",
        "D5 D6 X5, D6",
        "D5 D6 X6, nothing",
        "D5 D6 X6 D5, nothing",
        "D5 X D6 X, D6",
        "D5 X5 D6 X5, D6",
        "D5 X5 D6 X6, nothing",
        "D5 X5 C5 X5, C5",
        "C6 X C6, nothing",
        "C6 X R6, C6",
        "D5 S4 X5, S4",
        "D5 S4 X5 D5, S4",
        "D5 C6 X5, C6",
        "E8 X, nothing",
        "E8 X8 D5, D5",
        "E8 D7 X8 D7, D7"
    })
    void saysWhatHolds(String words, String expected) {
        assertThat(holding(history(words).current())).isEqualTo(expected);
    }

    @Test
    void yesterdaysBillCanBeMadeAgain() {
        ReadingHistory history = history("D5 S4 E8 X8 C6");

        assertThat(List.of(0, 1, 2, 3, 4, 5))
                .extracting(minute -> holding(history.asOf(NOON.plusSeconds(60L * minute))))
                .containsExactly("nothing", "D5", "S4", "E8", "nothing", "C6");
        assertThat(holding(history.asOf(NOON.plusSeconds(119)))).isEqualTo("D5");
        assertThat(holding(
                        history.append(version("C7", NOON.plusSeconds(3_600))).asOf(NOON.plusSeconds(301))))
                .isEqualTo("C6");
    }

    @Test
    void theVersionThatHoldsIsTheFirstThatSaidSo() {
        assertThat(history("D5 D5 D5").current().orElseThrow().knownAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(history("E8 E8").current().orElseThrow().knownAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void redeliveriesAreKeptOnRecord() {
        assertThat(history("D5 D5 D5").versions()).hasSize(3);
    }

    @Test
    void aCancellationKnownTogetherWithItsReplacementLeavesTheReplacement() {
        Instant later = NOON.plusSeconds(600);
        ReadingHistory history = ReadingHistory.of(version("D5", NOON))
                .append(version("D6", later))
                .append(version("X", later));

        assertThat(holding(history.current())).isEqualTo("D6");
    }

    @Test
    void anotherLengthIsAnotherValue() {
        ReadingVersion hour = ReadingVersion.delivery(
                READING.withConsumption(Energy.parse("5")).withInterval(Interval.of(NOON, Duration.ofHours(1))),
                NOON.plusSeconds(600));

        assertThat(history("D5").append(hour).current()).contains(hour);
    }

    @Test
    void appendingGivesANewHistory() {
        ReadingHistory history = history("D5");
        ReadingHistory longer = history.append(version("D6", NOON.plusSeconds(600)));

        assertThat(history.versions()).hasSize(1);
        assertThat(longer.versions()).hasSize(2).isUnmodifiable();
        assertThat(longer.append(version("D6", NOON.plusSeconds(600)))).isSameAs(longer);
    }

    @Test
    void refusesVersionsOfAnotherReading() {
        ReadingVersion other = ReadingVersion.delivery(READING.withRegister(ObisCode.EXPORT_PROFILE), NOON);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> history("D5").append(other))
                .withMessage("a version of m-1 1-0:2.29.0 2026-03-29T12:00:00Z does not belong to the history of m-1"
                        + " 1-0:1.29.0 2026-03-29T12:00:00Z; keep one history per reading");
        assertThatIllegalArgumentException().isThrownBy(() -> ReadingHistory.of(List.of(version("D5", NOON), other)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingHistory.of(List.of()))
                .withMessage("a history of no versions is of no reading; pass at least one");
    }

    @Test
    void historiesAreEqualByTheirVersions() {
        assertThat(history("D5 X5")).isEqualTo(history("D5 X5")).hasSameHashCodeAs(history("D5 X5"));
        assertThat(history("D5 X5")).isNotEqualTo(history("D5 X"));
        assertThat(history("D5 X5")).hasToString("m-1 1-0:1.29.0 2026-03-29T12:00:00Z: 2 versions");
        assertThat(history("D5")).hasToString("m-1 1-0:1.29.0 2026-03-29T12:00:00Z: 1 version");
    }
}
