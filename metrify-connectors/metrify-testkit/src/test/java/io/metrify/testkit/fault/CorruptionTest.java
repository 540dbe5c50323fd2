package io.metrify.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.fleet.Fleet;
import io.metrify.testkit.fleet.ReadingOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorruptionTest {

    private static final List<MeterReading> READINGS = Fleet.builder()
            .meters(20)
            .days(1)
            .build()
            .readings(ReadingOrder.BY_TIME)
            .toList();

    @Test
    void tellsOfEveryRecordItDamagesAndOfNoOther() {
        Corruption corruption = Corruption.of(0.1, 1);
        int damaged = 0;
        for (MeterReading reading : READINGS) {
            List<InjectedFault> truth = new ArrayList<>();
            byte[] encoded = encoded(reading);
            byte[] sent = corruption.apply(reading, encoded, truth::add);
            assertThat(Arrays.equals(sent, encoded)).isEqualTo(truth.isEmpty());
            assertThat(sent == encoded).isEqualTo(truth.isEmpty());
            assertThat(encoded).isEqualTo(encoded(reading));
            for (InjectedFault fault : truth) {
                assertThat(fault.kind()).isEqualTo(FaultKind.UNDECODABLE);
                assertThat(fault.interval()).isEqualTo(reading.interval());
                assertThat(fault.isDelivered()).isFalse();
                damaged++;
            }
        }
        assertThat(damaged).isBetween(READINGS.size() * 7 / 100, READINGS.size() * 13 / 100);
    }

    @Test
    void cutsOverwritesAndEmpties() {
        Corruption corruption = Corruption.of(1, 1);
        int cut = 0;
        int overwritten = 0;
        int emptied = 0;
        for (MeterReading reading : READINGS) {
            byte[] encoded = encoded(reading);
            byte[] sent = corruption.apply(reading, encoded, fault -> {});
            if (sent.length == 0) {
                emptied++;
            } else if (sent.length < encoded.length) {
                assertThat(sent).isEqualTo(Arrays.copyOf(encoded, sent.length));
                cut++;
            } else {
                assertThat(Arrays.copyOf(sent, 16)).containsOnly(0xff);
                overwritten++;
            }
        }
        assertThat(cut).isPositive();
        assertThat(overwritten).isPositive();
        assertThat(emptied).isPositive();
    }

    @Test
    void damagesTheSameRecordsInTheSameWay() {
        for (MeterReading reading : READINGS.subList(0, 200)) {
            assertThat(Corruption.of(0.5, 3).apply(reading, encoded(reading), fault -> {}))
                    .isEqualTo(Corruption.of(0.5, 3).apply(reading, encoded(reading), fault -> {}));
        }
    }

    @Test
    void leavesAnEmptyRecordAlone() {
        byte[] nothing = {};
        assertThat(Corruption.of(1, 1).apply(READINGS.get(0), nothing, fault -> {}))
                .isSameAs(nothing);
    }

    @Test
    void refusesARateThatIsNoProbability() {
        assertThatIllegalArgumentException().isThrownBy(() -> Corruption.of(1.1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Corruption.of(Double.NaN, 1));
    }

    private static byte[] encoded(MeterReading reading) {
        return reading.toString().getBytes(StandardCharsets.UTF_8);
    }
}
