package io.metrify.model.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.QualityMark;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.ReadingVersion.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingVersionTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final MeterReading READING =
            MeterReading.of("m-1", Interval.of(NOON, Duration.ofMinutes(15)), Energy.parse("1"));
    private static final MeterReading EDITED =
            READING.withQuality(ReadingQuality.of(new QualityMark(QualityCode.EDITED, SubstitutionMethod.MANUAL)));

    @Test
    void anEditHasAnAuthorAndAReason() {
        assertThat(ReadingVersion.edit(EDITED, NOON, "kim", "checked on site").author())
                .isEqualTo("kim");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadingVersion(EDITED, Kind.EDIT, NOON, null, "checked on site"))
                .withMessage("an edit of meter m-1 at 2026-03-29T12:00:00Z has no author; say who decided and why");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadingVersion(EDITED, Kind.EDIT, NOON, "kim", null))
                .withMessageContaining("has no reason");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingVersion.edit(EDITED, NOON, " ", "checked on site"))
                .withMessageContaining("the author is blank");
    }

    @Test
    void aReversalTakesBackOnlyEditsAndSubstitutes() {
        ReadingVersion edit = ReadingVersion.edit(EDITED, NOON, "kim", "checked on site");

        assertThat(ReadingVersion.reversal(edit, NOON.plusSeconds(1), "ana", "wrong meter"))
                .isEqualTo(new ReadingVersion(EDITED, Kind.REVERSAL, NOON.plusSeconds(1), "ana", "wrong meter"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ReadingVersion.reversal(ReadingVersion.delivery(READING, NOON), NOON, "ana", "wrong meter"))
                .withMessage("the DELIVERY of meter m-1 at 2026-03-29T12:00:00Z cannot be taken back; only edits and"
                        + " substitutes can, a source corrects or cancels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadingVersion(EDITED, Kind.REVERSAL, NOON, "ana", null))
                .withMessage("a reversal of meter m-1 at 2026-03-29T12:00:00Z has no reason; say who decided and why");
    }

    @Test
    void aSubstituteHasAMethod() {
        MeterReading estimated = READING.withQuality(ReadingQuality.of(QualityCode.ESTIMATED));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingVersion.substitute(estimated, NOON, null))
                .withMessage("the substitute of meter m-1 at 2026-03-29T12:00:00Z does not say its method;"
                        + " use UNSPECIFIED if it is not known");
    }

    @Test
    void whatWasNotMeasuredIsNotMarkedAsMeasured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingVersion.edit(READING, NOON, "kim", "checked on site"))
                .withMessage(
                        "the EDIT of meter m-1 at 2026-03-29T12:00:00Z is marked AS_PROVIDED, like a measured value;"
                                + " mark it EDITED, ESTIMATED or worse");
    }

    @Test
    void anEditAndASubstituteHaveEnergy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingVersion.edit(EDITED.withConsumption(null), NOON, "kim", "unknown"))
                .withMessage("the EDIT of meter m-1 at 2026-03-29T12:00:00Z has no energy;"
                        + " withdraw a value with a cancellation instead");
    }

    @Test
    void reasonsMayBeLong() {
        String reason = "x".repeat(ReadingVersion.LONGEST_REASON);

        assertThat(ReadingVersion.correction(READING, NOON, reason).reason()).isEqualTo(reason);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingVersion.correction(READING, NOON, reason + "x"))
                .withMessageContaining("has 1001 characters; at most 1000 are carried");
    }

    @Test
    void refusesWhatNoWireCarries() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingVersion.delivery(READING, NOON.plusNanos(1)))
                .withMessageContaining("the time of knowledge");
        assertThatNullPointerException()
                .isThrownBy(() -> ReadingVersion.delivery(null, NOON))
                .withMessage("reading");
    }

    @Test
    void ordersByKnowledgeThenKind() {
        ReadingVersion early = ReadingVersion.edit(EDITED, NOON, "kim", "checked");
        ReadingVersion cancellation = ReadingVersion.cancellation(READING, NOON.plusSeconds(1), null);
        ReadingVersion delivery = ReadingVersion.delivery(READING, NOON.plusSeconds(1));
        ReadingVersion substitute = ReadingVersion.substitute(EDITED, NOON.plusSeconds(1), null);
        ReadingVersion correction = ReadingVersion.correction(READING, NOON.plusSeconds(1), null);
        ReadingVersion edit = ReadingVersion.edit(EDITED, NOON.plusSeconds(1), "kim", "checked");

        assertThat(java.util.stream.Stream.of(edit, correction, substitute, delivery, cancellation, early)
                        .sorted())
                .containsExactly(early, cancellation, delivery, substitute, correction, edit);
    }

    @Test
    void theOrderAgreesWithEquality() {
        ReadingVersion delivery = ReadingVersion.delivery(READING, NOON);

        assertThat(delivery).isEqualByComparingTo(ReadingVersion.delivery(READING, NOON));
        assertThat(delivery.compareTo(ReadingVersion.delivery(READING.withConsumption(null), NOON)))
                .isPositive();
        assertThat(delivery.compareTo(ReadingVersion.delivery(
                        READING.withElectrical(new Electrical(230, Double.NaN, Double.NaN, Double.NaN)), NOON)))
                .isPositive();
        assertThat(ReadingVersion.correction(READING, NOON, null))
                .isLessThan(ReadingVersion.correction(READING, NOON, "a"));
    }
}
