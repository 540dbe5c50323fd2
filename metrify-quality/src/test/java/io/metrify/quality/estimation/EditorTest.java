package io.metrify.quality.estimation;

import static io.metrify.quality.estimation.Series.BERLIN;
import static io.metrify.quality.estimation.Series.NOW;
import static io.metrify.quality.estimation.Series.QUARTER_HOUR;
import static io.metrify.quality.estimation.Series.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.ReadingVersion.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EditorTest {

    private static final Interval HOUR = Series.local("2026-03-24T10:00", "2026-03-24T11:00");
    private static final ReadingSeries MARCH =
            Series.of(BERLIN, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 31), Series::clock);
    private static final SeriesHistory HISTORY = SeriesHistory.of(MARCH, NOW);

    private static Instant minute(int minute) {
        return NOW.plusSeconds(60L * minute);
    }

    private static Editor kim(int minute) {
        return Editor.of("kim", minute(minute));
    }

    private static List<Energy> energies(long... milliwattHours) {
        return LongStream.of(milliwattHours).mapToObj(Energy::ofMilliwattHours).toList();
    }

    @Test
    void aSeriesIsWhatItsHistoryHolds() {
        assertThat(HISTORY.series(MARCH.interval())).isEqualTo(MARCH);
        assertThat(HISTORY.seriesAsOf(HOUR, NOW.minusMillis(1)).count()).isZero();
        assertThat(HISTORY.seriesAsOf(HOUR, NOW).count()).isEqualTo(4);
    }

    @Test
    void setsEverySlotOfAnInterval() {
        SeriesHistory edited = HISTORY.append(kim(1).set(HISTORY, HOUR, Energy.parse("0.25"), "checked on site")
                .versions());

        assertThat(edited.series(HOUR).toMilliwattHours()).containsOnly(250_000);
        assertThat(edited.series(HOUR).quality(0)).isEqualTo(QualityCode.EDITED);
        assertThat(edited.series(HOUR).method(0)).isEqualTo(SubstitutionMethod.MANUAL);
        assertThat(edited.seriesAsOf(HOUR, NOW)).isEqualTo(MARCH.slice(HOUR));
        ReadingVersion held =
                edited.history(HOUR.start()).orElseThrow().current().orElseThrow();
        assertThat(held.author()).isEqualTo("kim");
        assertThat(held.reason()).isEqualTo("checked on site");
    }

    @Test
    void setsAValueForEachSlot() {
        Edit edit = kim(1).set(HISTORY, HOUR, energies(1, 2, 3, 4), "from the comparison meter");

        assertThat(HISTORY.append(edit.versions()).series(HOUR).toMilliwattHours())
                .containsExactly(1, 2, 3, 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kim(1).set(HISTORY, HOUR, energies(1, 2, 3), "too few"))
                .withMessage("3 values do not fit the 4 slots of " + HOUR + "; give one for each slot");
    }

    @Test
    void refusesAWindowBetweenTheSlots() {
        Interval between = new Interval(HOUR.start().plusSeconds(1), HOUR.end().plusSeconds(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> kim(1).set(HISTORY, between, Energy.ZERO, "a second late"))
                .withMessageContaining("begin it where a reading begins");
    }

    @Test
    void scalesToATotalExactly() {
        SeriesHistory small = HISTORY.append(
                kim(1).set(HISTORY, HOUR, energies(10, 20, 30, 40), "start").versions());

        SeriesHistory scaled = small.append(kim(2).scale(small, HOUR, Energy.ofMilliwattHours(333), "wrong factor")
                .versions());

        // 33.3, 66.6, 99.9 and 133.2: two are left, for the remainders 9 and 6.
        assertThat(scaled.series(HOUR).toMilliwattHours()).containsExactly(33, 67, 100, 133);
    }

    @Test
    void scalesZeroEvenlyAndRefusesWhatHasNoShape() {
        SeriesHistory zero =
                HISTORY.append(kim(1).set(HISTORY, HOUR, Energy.ZERO, "start").versions());
        SeriesHistory negative = HISTORY.append(
                kim(1).set(HISTORY, HOUR, energies(1, -1, 1, 1), "start").versions());
        SeriesHistory empty = SeriesHistory.of("m-1", ObisCode.IMPORT_PROFILE, QUARTER_HOUR);

        assertThat(zero.append(kim(2).scale(zero, HOUR, Energy.ofMilliwattHours(6), "even")
                                .versions())
                        .series(HOUR)
                        .toMilliwattHours())
                .containsExactly(2, 2, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kim(2).scale(negative, HOUR, Energy.ZERO, "no"))
                .withMessage(
                        "the slot at 2026-03-24T09:15:00Z has -0.000001 kWh, which cannot be scaled; set it to 0 or"
                                + " more first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kim(2).scale(empty, HOUR, Energy.ZERO, "no"))
                .withMessageContaining("has no energy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kim(2).scale(zero, HOUR, Energy.parse("-1"), "no"))
                .withMessageContaining("is negative");
    }

    @Test
    void distributesAnAmountExactly() {
        SeriesHistory holey = SeriesHistory.of(without(MARCH, Interval.of(HOUR.start(), QUARTER_HOUR)), NOW);
        long before = holey.series(HOUR).total().milliwattHours();

        SeriesHistory more = holey.append(kim(1).distribute(holey, HOUR, Energy.ofMilliwattHours(1_002), "found")
                .versions());

        assertThat(more.series(HOUR).total()).isEqualTo(Energy.ofMilliwattHours(before + 1_002));
        assertThat(more.series(HOUR).milliwattHours(0)).isEqualTo(251);
        assertThat(more.series(HOUR).milliwattHours(3))
                .isEqualTo(MARCH.slice(HOUR).milliwattHours(3) + 250);
    }

    @Test
    void anEditIsUndoneAndThatUndoneAgain() {
        Edit edit = kim(1).set(HISTORY, HOUR, Energy.ZERO, "thought it was off");
        SeriesHistory edited = HISTORY.append(edit.versions());
        Edit undo = kim(2).undo(edited, edit, "it was not");
        SeriesHistory undone = edited.append(undo.versions());
        Edit redo = kim(3).undo(undone, undo, "it was, after all");
        SeriesHistory redone = undone.append(redo.versions());
        SeriesHistory undoneAgain =
                redone.append(kim(4).undo(redone, redo, "no").versions());

        assertThat(undone.series(HOUR)).isEqualTo(HISTORY.series(HOUR));
        assertThat(redone.series(HOUR)).isEqualTo(edited.series(HOUR));
        assertThat(undoneAgain.series(HOUR)).isEqualTo(HISTORY.series(HOUR));
        assertThat(undoneAgain.seriesAsOf(HOUR, minute(1))).isEqualTo(edited.series(HOUR));
        assertThat(undoneAgain.seriesAsOf(HOUR, minute(2))).isEqualTo(undone.series(HOUR));
    }

    @Test
    void substitutesAreWithdrawnAndStatedAgain() {
        ReadingSeries holey = without(MARCH, HOUR);
        SeriesHistory missing = SeriesHistory.of(holey, NOW);
        Estimation estimation = Estimator.of(BERLIN).estimate(EstimationRequest.of(holey, minute(1)));
        SeriesHistory filled = missing.append(estimation.versions());

        Edit withdrawal = kim(2).withdraw(filled, MARCH.interval(), "will be read on site");
        SeriesHistory withdrawn = filled.append(withdrawal.versions());
        SeriesHistory restored = withdrawn.append(
                kim(3).undo(withdrawn, withdrawal, "nobody went").versions());

        assertThat(filled.series(MARCH.interval())).isEqualTo(estimation.series());
        assertThat(withdrawal.versions()).hasSize(4);
        assertThat(withdrawn.series(HOUR).count()).isZero();
        assertThat(restored.series(HOUR)).isEqualTo(filled.series(HOUR));
        assertThat(restored.history(HOUR.start())
                        .orElseThrow()
                        .current()
                        .orElseThrow()
                        .kind())
                .isEqualTo(Kind.SUBSTITUTE);
    }

    @Test
    void aLateTrueDeliveryTakesThePlaceOfASubstitute() {
        ReadingSeries holey = without(MARCH, HOUR);
        Estimation estimation = Estimator.of(BERLIN).estimate(EstimationRequest.of(holey, minute(1)));
        SeriesHistory filled = SeriesHistory.of(holey, NOW).append(estimation.versions());
        List<ReadingVersion> late = MARCH.slice(HOUR)
                .readings()
                .map(reading -> ReadingVersion.delivery(reading, minute(2)))
                .toList();

        SeriesHistory delivered = filled.append(late);

        assertThat(delivered.series(HOUR)).isEqualTo(MARCH.slice(HOUR));
        assertThat(delivered.seriesAsOf(HOUR, minute(1)))
                .isEqualTo(estimation.series().slice(HOUR));
    }

    @Test
    void whatWasMeasuredIsNotWithdrawn() {
        assertThat(kim(1).withdraw(HISTORY, HOUR, "nothing of ours").versions()).isEmpty();
    }

    @Test
    void aDecisionComesAfterWhatItIsAbout() {
        Edit edit = kim(1).set(HISTORY, HOUR, Energy.ZERO, "off");
        SeriesHistory edited = HISTORY.append(edit.versions());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> kim(0).set(HISTORY, HOUR, Energy.ZERO, "at once"))
                .withMessage("the DELIVERY at 2026-03-24T09:00:00Z was known at 2026-12-01T08:00:00Z, not before the"
                        + " decision at 2026-12-01T08:00:00Z; decide later");
        assertThatIllegalArgumentException().isThrownBy(() -> kim(1).undo(edited, edit, "at once"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kim(2).undo(HISTORY, edit, "never said"))
                .withMessage("the EDIT at 2026-03-24T09:00:00Z is not in the history; append it first");
    }

    @Test
    void keepsWhatElseAReadingMeasured() {
        MeterReading full = MARCH.slice(HOUR).toReadings().get(0).withAmbient(new Ambient(21.5, 40));
        SeriesHistory history = SeriesHistory.of("m-1", ObisCode.IMPORT_PROFILE, QUARTER_HOUR)
                .append(List.of(ReadingVersion.delivery(full, NOW)));
        Interval slot = full.interval();

        Edit edit = kim(1).set(history, slot, Energy.ZERO, "off");

        assertThat(edit.versions().get(0).reading().ambient()).isEqualTo(full.ambient());
    }

    @Test
    void aHistoryIsOfOneRaster() {
        MeterReading hour = MeterReading.of("m-1", HOUR, Energy.ZERO);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HISTORY.append(List.of(ReadingVersion.delivery(hour, NOW))))
                .withMessageContaining("keep one history per meter, register and resolution");
    }

    @Test
    void writesAnEditAsJson() {
        Edit edit = kim(1).set(HISTORY, Interval.of(HOUR.start(), QUARTER_HOUR), Energy.parse("0.1"), "said \"so\"");

        assertThat(edit.toJsonLines())
                .isEqualTo("{\"meter_id\":\"m-1\",\"obis_code\":\"1-0:1.29.0\",\"timestamp\":\"2026-03-24T09:00:00Z\","
                        + "\"interval_seconds\":900,\"consumption_kwh\":0.100000,\"quality_code\":\"EDITED\","
                        + "\"quality_method\":\"MANUAL\",\"kind\":\"EDIT\",\"known_at\":\"2026-12-01T08:01:00Z\","
                        + "\"author\":\"kim\",\"reason\":\"said \\\"so\\\"\"}");
    }

    @Test
    void anEditIsAnActOfAPerson() {
        ReadingVersion delivery = ReadingVersion.delivery(MARCH.toReadings().get(0), NOW);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Edit(List.of(delivery)))
                .withMessageContaining("is no act of a person");
    }
}
