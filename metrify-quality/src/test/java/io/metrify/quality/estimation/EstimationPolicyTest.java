package io.metrify.quality.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EstimationPolicyTest {

    private static final EstimationPolicy STANDARD = EstimationPolicy.standard();

    @Test
    void theStandardIsWhatItsCommentSays() {
        assertThat(STANDARD.longestGapDays()).isEqualTo(50);
        assertThat(STANDARD.longestGap())
                .containsEntry(SubstitutionMethod.INTERPOLATION, Duration.ofHours(2))
                .containsEntry(SubstitutionMethod.COMPARABLE_DAYS, EstimationPolicy.ANY_LENGTH)
                .hasSize(4);
        assertThat(STANDARD.comparableDays()).isEqualTo(3);
        assertThat(STANDARD.replaceable()).containsExactly(QualityCode.UNUSABLE);
        assertThat(STANDARD.outages()).isEqualTo(OutageTreatment.ESTIMATE);
    }

    @Test
    void trueValuesAndEditsAreNeverReplaceable() {
        for (QualityCode code :
                Set.of(QualityCode.VALIDATED, QualityCode.AS_PROVIDED, QualityCode.CALCULATED, QualityCode.EDITED)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> STANDARD.withReplaceable(Set.of(code)))
                    .withMessageStartingWith("values marked " + code + " are never replaced by a method");
        }
    }

    @Test
    void refusesSettingsThatNoGapCanHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withLongestGapDays(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withComparableDays(3, 4, 56))
                .withMessage("the least number of comparable days is 4; give 1 to 3");
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withComparableDays(0, 0, 56));
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withComparableDays(3, 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.with(SubstitutionMethod.MANUAL, Duration.ofHours(1)))
                .withMessageStartingWith("MANUAL is no method of estimation");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.with(SubstitutionMethod.INTERPOLATION, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withNeighbourReach(Duration.ofSeconds(-1)))
                .withMessage("the reach of neighbours is PT-1S; give 0 to PT8784H");
    }

    @Test
    void anExchangeHasIndexesThatARegisterCanShow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeterExchange(Instant.EPOCH, Energy.ZERO, Energy.parse("-1")))
                .withMessageContaining("a register shows 0 or more");
    }
}
