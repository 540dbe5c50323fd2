package io.metrify.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeterDirectoryTest {

    @Test
    void findsAMeterByItsId() {
        MeterDirectory directory = MeterDirectory.of(List.of(Readings.METER));
        assertThat(directory.find("M-1")).isEqualTo(Readings.METER);
        assertThat(directory.find("M-2")).isNull();
    }

    @Test
    void knowsNothingWithoutADirectory() {
        assertThat(MeterDirectory.none().find("M-1")).isNull();
    }

    @Test
    void refusesTwoDescriptionsOfOneMeter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeterDirectory.of(List.of(Readings.METER, Readings.METER)))
                .withMessageContaining("M-1");
    }
}
