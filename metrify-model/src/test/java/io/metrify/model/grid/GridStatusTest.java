package io.metrify.model.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.metrify.model.grid.GridStatus.Capacity;
import io.metrify.model.grid.GridStatus.Network;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GridStatusTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    @Test
    void whatNobodyPublishedIsNaN() {
        GridStatus status =
                new GridStatus("TenneT", "DE", NOON, Capacity.NOT_PUBLISHED, Network.NOT_PUBLISHED, Double.NaN);

        assertThat(status.capacity().totalMw()).isNaN();
        assertThat(status.network().stabilityScore()).isNaN();
        assertThat(status)
                .isEqualTo(new GridStatus(
                        "TenneT",
                        "DE",
                        NOON,
                        new Capacity(Double.NaN, Double.NaN, Double.NaN),
                        Network.NOT_PUBLISHED,
                        Double.NaN));
    }

    @Test
    void refusesInfinity() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Capacity(Double.POSITIVE_INFINITY, 1, 1))
                .withMessageContaining("totalMw is Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(50, 380, Double.NEGATIVE_INFINITY))
                .withMessageContaining("stabilityScore");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GridStatus(
                        "TenneT", "DE", NOON, Capacity.NOT_PUBLISHED, Network.NOT_PUBLISHED, Double.POSITIVE_INFINITY))
                .withMessageContaining("renewablePercentage");
    }

    @Test
    void refusesWhatNoWireCarries() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new GridStatus(" ", "DE", NOON, Capacity.NOT_PUBLISHED, Network.NOT_PUBLISHED, Double.NaN))
                .withMessageContaining("the operator name is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GridStatus(
                        "TenneT", "DE", NOON.plusNanos(1), Capacity.NOT_PUBLISHED, Network.NOT_PUBLISHED, Double.NaN))
                .withMessageContaining("finer than a millisecond");
        assertThatNullPointerException()
                .isThrownBy(() -> new GridStatus("TenneT", "DE", NOON, null, Network.NOT_PUBLISHED, Double.NaN))
                .withMessage("capacity");
    }
}
