package io.metrify.samples.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterReading;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A count that would not notice is worth nothing. */
class TallyTest {

    private static final TestRecords RECORDS = new TestRecords(1_000);

    private final Tally tally = new Tally("store", RECORDS);

    @Test
    void allReadingsOnceInAnyOrderAreExact() {
        IntStream.range(0, 1_000).map(number -> 999 - number).forEach(this::add);

        assertThat(tally.isExact()).isTrue();
        assertThat(tally)
                .hasToString("1,000 of 1,000 readings, 0 missing, 0 repeated, 0 foreign, 0 changed; " + RECORDS.energy()
                        + " of " + RECORDS.energy());
    }

    @Test
    void aMissingReadingIsNoticed() {
        IntStream.range(1, 1_000).forEach(this::add);

        assertThat(tally.isExact()).isFalse();
        assertThat(tally.toString()).contains("1 missing");
    }

    @Test
    void aRepeatedReadingIsNoticed() {
        IntStream.range(0, 1_000).forEach(this::add);
        add(17);

        assertThat(tally.isExact()).isFalse();
        assertThat(tally.toString()).contains("1 repeated");
    }

    @Test
    void aChangedAmountIsNoticedAndSoIsAReadingOfNobody() {
        IntStream.range(1, 1_000).forEach(this::add);
        tally.add(RECORDS.reading(0).withConsumption(Energy.ofMilliwattHours(7_777_777)));
        tally.add(new TestRecords(2_000).reading(1_999));

        assertThat(tally.isExact()).isFalse();
        assertThat(tally.toString()).contains("1 changed").contains("1 foreign");
    }

    @Test
    void everyRecordIsCountedInOneOfTheKinds() {
        assertThat(RECORDS.deadLetters()).isEqualTo(10);
        assertThat(RECORDS.duplicates()).isEqualTo(11);
        assertThat(RECORDS.published()).isEqualTo(1_021);
    }

    private void add(int number) {
        MeterReading reading = RECORDS.reading(number);
        assertThat(RECORDS.numberOf(reading.meterId(), reading.timestamp())).isEqualTo(number);
        tally.add(reading);
    }
}
