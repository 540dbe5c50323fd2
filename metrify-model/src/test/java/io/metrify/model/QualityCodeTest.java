package io.metrify.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QualityCodeTest {

    @Test
    void ranksFromBestToWorst() {
        assertThat(QualityCode.values())
                .containsExactly(
                        QualityCode.VALIDATED,
                        QualityCode.AS_PROVIDED,
                        QualityCode.CALCULATED,
                        QualityCode.EDITED,
                        QualityCode.ESTIMATED,
                        QualityCode.PRELIMINARY,
                        QualityCode.QUESTIONABLE,
                        QualityCode.UNUSABLE);
    }

    @Test
    void worstAndBestFormALattice() {
        for (QualityCode a : QualityCode.values()) {
            assertThat(a.worst(a)).isEqualTo(a);
            for (QualityCode b : QualityCode.values()) {
                assertThat(a.worst(b)).isEqualTo(b.worst(a));
                assertThat(a.best(a.worst(b))).isEqualTo(a);
                assertThat(a.worst(a.best(b))).isEqualTo(a);
                for (QualityCode c : QualityCode.values()) {
                    assertThat(a.worst(b).worst(c)).isEqualTo(a.worst(b.worst(c)));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(QualityCode.class)
    void onlyDeliveredValuesAreMeasured(QualityCode code) {
        assertThat(code.isMeasured()).isEqualTo(code == QualityCode.VALIDATED || code == QualityCode.AS_PROVIDED);
        assertThat(code.isWorseThan(code)).isFalse();
    }
}
