package io.metrify.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    @Test
    void hasEveryKindInTheStandardMixButTheOneOfBytes() {
        for (FaultKind kind : FaultKind.values()) {
            if (kind == FaultKind.UNDECODABLE) {
                assertThat(FaultPlan.standard().rate(kind)).isZero();
            } else {
                assertThat(FaultPlan.standard().rate(kind)).as(kind.name()).isPositive();
            }
        }
    }

    @Test
    void changesOneRateAndKeepsTheOthers() {
        FaultPlan plan = FaultPlan.standard().with(FaultKind.GAP, 0);
        assertThat(plan.rate(FaultKind.GAP)).isZero();
        assertThat(plan.rate(FaultKind.SPIKE)).isEqualTo(FaultPlan.standard().rate(FaultKind.SPIKE));
        assertThat(FaultPlan.standard().rate(FaultKind.GAP)).isPositive();
        assertThat(FaultPlan.none().rate(FaultKind.GAP)).isZero();
    }

    @Test
    void refusesRatesThatAreNoProbabilities() {
        assertThatIllegalArgumentException().isThrownBy(() -> FaultPlan.only(FaultKind.GAP, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> FaultPlan.only(FaultKind.GAP, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.only(FaultKind.GAP, 0.6).with(FaultKind.SPIKE, 0.5))
                .withMessageContaining("at most one episode");
        assertThat(FaultPlan.only(FaultKind.GAP, 0.6)
                        .with(FaultKind.TARIFF_SUM, 0.5)
                        .rate(FaultKind.GAP))
                .isEqualTo(0.6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.only(FaultKind.UNDECODABLE, 0.1))
                .withMessageContaining("Corruption");
    }

    @Test
    void leavesOutWhatTheResolutionCannotShow() {
        Fleet fleet =
                Fleet.builder().meters(20).resolution(Duration.ofMinutes(5)).build();
        assertThat(FaultInjector.of(fleet, FaultPlan.only(FaultKind.CLOCK, 1), 1)
                        .faults(ReadingOrder.BY_METER))
                .isEmpty();
        Fleet daily = Fleet.builder().meters(20).resolution(Duration.ofDays(1)).build();
        assertThat(FaultInjector.of(daily, FaultPlan.only(FaultKind.LATE, 1), 1).faults(ReadingOrder.BY_METER))
                .isEmpty();
    }
}
