package io.metrify.validation.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.model.Energy;
import jakarta.validation.ValidationException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnergyRangeTest {

    record Amounts(
            @EnergyRange(min = "0", max = "100.5") Energy energy,
            @EnergyRange(min = "0", max = "100.5") BigDecimal number,
            @EnergyRange(min = "0", max = "100.5") String text) {

        static Amounts of(String kilowattHours) {
            return new Amounts(Energy.parse(kilowattHours), new BigDecimal(kilowattHours), kilowattHours);
        }
    }

    record Import(@EnergyRange(min = "0") Energy energy) {}

    record Allowance(@EnergyRange(max = "10") List<@EnergyRange(min = "1") Energy> energies) {}

    record Limited(@EnergyRange(max = "10") Energy energy) {}

    record Any(@EnergyRange String text) {}

    record Worded(
            @EnergyRange(min = "0", message = "from {min}") Energy energy) {}

    record Twice(
            @EnergyRange(min = "0") @EnergyRange(max = "-1") Energy energy) {}

    record Reversed(@EnergyRange(min = "2", max = "1") Energy energy) {}

    record Unreadable(@EnergyRange(min = "zero") Energy energy) {}

    @ParameterizedTest
    @ValueSource(strings = {"0", "50", "100.5", "100.500000"})
    void takesItsBounds(String kilowattHours) {
        assertThat(Judge.english(Amounts.of(kilowattHours))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.000001", "100.500001"})
    void refusesTheNextAmountBeyondABound(String kilowattHours) {
        assertThat(Judge.english(Amounts.of(kilowattHours)))
                .containsOnlyKeys("energy", "number", "text")
                .containsValue("must be 0 to 100.5 kWh");
    }

    @Test
    void takesNull() {
        assertThat(Judge.english(new Amounts(null, null, null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1,5", "NaN", "0.0000001", "1000000000000", "1e999999999"})
    void refusesATextThatIsNoEnergy(String text) {
        String english = "must be a number of kWh with at most 6 decimal places and 12 digits before them";
        String german = "muss eine Zahl in kWh mit höchstens 6 Nachkommastellen und 12 Stellen davor sein";
        assertThat(Judge.english(new Any(text))).isEqualTo(Map.of("text", english));
        assertThat(Judge.german(new Any(text))).isEqualTo(Map.of("text", german));
    }

    @Test
    void refusesANumberThatNoEnergyHolds() {
        assertThat(Judge.english(new Amounts(null, new BigDecimal("0.0000001"), null)))
                .containsOnlyKeys("number");
        assertThat(Judge.english(new Amounts(null, new BigDecimal("12.5000000"), null)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    closed  | must be 0 to 100.5 kWh  | muss zwischen 0 und 100.5 kWh liegen
                    atLeast | must be at least 0 kWh  | muss mindestens 0 kWh betragen
                    atMost  | must be at most 10 kWh  | darf höchstens 10 kWh betragen
                    """)
    void saysWhatIsAllowed(String form, String english, String german) {
        Object bean = switch (form) {
            case "closed" -> new Amounts(Energy.parse("101"), null, null);
            case "atLeast" -> new Import(Energy.parse("-1"));
            default -> new Limited(Energy.parse("11"));
        };
        assertThat(Judge.english(bean)).isEqualTo(Map.of("energy", english));
        assertThat(Judge.german(bean)).isEqualTo(Map.of("energy", german));
    }

    @Test
    void keepsTheWordsOfItsUser() {
        assertThat(Judge.english(new Worded(Energy.parse("-1")))).isEqualTo(Map.of("energy", "from 0"));
    }

    @Test
    void appliesAsOftenAsItIsWritten() {
        assertThat(Judge.ENGLISH.validate(new Twice(Energy.ZERO))).hasSize(1);
        assertThat(Judge.ENGLISH.validate(new Twice(Energy.parse("-0.5")))).hasSize(2);
    }

    @Test
    void refusesARangeThatHoldsNothing() {
        assertThatThrownBy(() -> Judge.ENGLISH.validate(new Reversed(Energy.ZERO)))
                .isInstanceOf(ValidationException.class)
                .rootCause()
                .hasMessageContaining("holds nothing");
        assertThatThrownBy(() -> Judge.ENGLISH.validate(new Unreadable(Energy.ZERO)))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void refusesToJudgeAListAsAnAmount() {
        assertThatThrownBy(() -> Judge.ENGLISH.validate(new Allowance(List.of(Energy.ZERO))))
                .isInstanceOf(ValidationException.class);
    }
}
