package io.metrify.validation;

import static io.metrify.validation.Readings.SOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingColumnsTest {

    private static final long START = Readings.START.toEpochMilli();

    @Test
    void makesTheReadingThatIsAppendedFieldByField() {
        ReadingColumns columns = ReadingColumns.withCapacity(0)
                .append("M-1", ObisCode.EXPORT_PROFILE, START, 900)
                .energy(575_000)
                .measured(MeterField.VOLTAGE, 230)
                .measured(MeterField.HUMIDITY, 45)
                .measured(MeterField.SCORE, 0.5)
                .quality(QualityCode.ESTIMATED, SubstitutionMethod.HOLD);
        assertThat(columns.record(0))
                .isEqualTo(new MeterReading(
                        "M-1",
                        ObisCode.EXPORT_PROFILE,
                        Interval.of(Readings.START, Readings.QUARTER_HOUR),
                        Energy.parse("0.575"),
                        new Electrical(230, Double.NaN, Double.NaN, Double.NaN),
                        new Ambient(Double.NaN, 45),
                        new ReadingQuality(QualityCode.ESTIMATED, SubstitutionMethod.HOLD, 0.5)));
    }

    @Test
    void leavesOutWhatWasNotAppended() {
        ReadingColumns columns = ReadingColumns.of(List.of(SOUND)).append("M-2", ObisCode.IMPORT_PROFILE, START, 900);
        assertThat(columns.record(1))
                .isEqualTo(new MeterReading(
                        "M-2",
                        ObisCode.IMPORT_PROFILE,
                        SOUND.interval(),
                        null,
                        Electrical.NOT_MEASURED,
                        Ambient.NOT_MEASURED,
                        ReadingQuality.AS_PROVIDED));
        assertThat(columns.record(0)).isEqualTo(SOUND);
    }

    @Test
    void readsEveryFieldOfAReading() {
        MeterReading scored = SOUND.withQuality(SOUND.quality().withScore(0.75));
        ReadingColumns columns = ReadingColumns.of(List.of(scored));
        for (MeterField field : MeterField.values()) {
            assertThat(field.of(columns.record(0))).isEqualTo(field.of(scored));
            assertThat(columns.value(field, 0)).isEqualTo(field.of(scored));
        }
        assertThat(MeterField.SCORE.of(scored)).isEqualTo(0.75);
        assertThat(MeterField.VOLTAGE.of(SOUND)).isEqualTo(230);
        assertThat(MeterField.HUMIDITY.wireName()).isEqualTo("humidity");
        assertThat(MeterField.HUMIDITY.unit()).isEqualTo("%");
    }

    @Test
    void keepsThousandsOfMetersAndRegistersApart() {
        ReadingColumns columns = ReadingColumns.withCapacity(1);
        IntStream.range(0, 5_000)
                .forEach(i -> columns.append("M-" + i % 3_000, ObisCode.of(1, 0, i % 256, 29, i % 7), START + i, 900));
        assertThat(IntStream.range(0, 5_000)).allSatisfy(i -> {
            MeterReading reading = columns.record(i);
            assertThat(reading.meterId()).isEqualTo("M-" + i % 3_000);
            assertThat(reading.register()).isEqualTo(ObisCode.of(1, 0, i % 256, 29, i % 7));
            assertThat(reading.timestamp().toEpochMilli()).isEqualTo(START + i);
        });
    }

    @Test
    void forgetsWhatWasCleared() {
        ReadingColumns columns = ReadingColumns.of(List.of(SOUND, SOUND));
        columns.clear();
        assertThat(columns.size()).isZero();
        columns.append("M-9", ObisCode.IMPORT_REGISTER, START, 60);
        assertThat(columns.record(0).meterId()).isEqualTo("M-9");
        assertThat(columns.record(0).register()).isEqualTo(ObisCode.IMPORT_REGISTER);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> columns.record(1));
    }

    @Test
    void refusesWhatNoReadingCouldHave() {
        ReadingColumns columns = ReadingColumns.withCapacity(1);
        assertThatIllegalStateException().isThrownBy(() -> columns.energy(1)).withMessageContaining("append one first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> columns.append("M-1", ObisCode.IMPORT_PROFILE, Long.MAX_VALUE, 900))
                .withMessageContaining("another unit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> columns.append("M-1", ObisCode.IMPORT_PROFILE, START, 0))
                .withMessageContaining("0 s is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> columns.append(" ", ObisCode.IMPORT_PROFILE, START, 900))
                .withMessageContaining("the meter id is blank");
        assertThat(columns.size()).isZero();
        columns.append("M-1", ObisCode.IMPORT_PROFILE, START, 900);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> columns.energy(Long.MIN_VALUE))
                .withMessageContaining("is no amount of energy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> columns.measured(MeterField.VOLTAGE, Double.NEGATIVE_INFINITY))
                .withMessageContaining("voltage");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> columns.measured(MeterField.SCORE, 1.01))
                .withMessageContaining("outside [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingColumns.withCapacity(-1))
                .withMessageContaining("-1 readings");
    }
}
