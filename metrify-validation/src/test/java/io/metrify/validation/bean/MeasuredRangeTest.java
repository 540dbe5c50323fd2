package io.metrify.validation.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.model.constraint.MeasuredRange;
import jakarta.validation.Valid;
import jakarta.validation.ValidationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredRangeTest {

    record Closed(
            @MeasuredRange(min = 195.5, max = 253, unit = "V")
            double value) {}

    record HalfOpen(
            @MeasuredRange(min = 0, max = 360, maxInclusive = false, unit = "°")
            double value) {}

    record OpenBelow(
            @MeasuredRange(min = 0, minInclusive = false, max = 1)
            double value) {}

    record Open(
            @MeasuredRange(min = 0, minInclusive = false, max = 1, maxInclusive = false)
            double value) {}

    record AtLeast(@MeasuredRange(min = 0, unit = "A") double value) {}

    record Above(
            @MeasuredRange(min = 0, minInclusive = false, unit = "kW")
            double value) {}

    record AtMost(@MeasuredRange(max = 5) double value) {}

    record Below(
            @MeasuredRange(max = 5, maxInclusive = false) double value) {}

    record Boxed(@MeasuredRange(min = 0) Double value) {}

    record Held(
            List<@MeasuredRange(min = 0) Double> values,
            @MeasuredRange(min = 0) OptionalDouble first) {}

    record Bay(List<@Valid AtLeast> feeders) {}

    record Worded(
            @MeasuredRange(min = 0, max = 630, unit = "A", message = "fuse of {max} {unit}")
            double value) {}

    record Twice(
            @MeasuredRange(min = 0) @MeasuredRange(max = -1) double value) {}

    record Reversed(@MeasuredRange(min = 2, max = 1) double value) {}

    record Empty(
            @MeasuredRange(min = 1, max = 1, maxInclusive = false)
            double value) {}

    record Nameless(@MeasuredRange(min = Double.NaN) double value) {}

    record Texts(@MeasuredRange(min = 0) String value) {}

    @ParameterizedTest
    @ValueSource(doubles = {195.5, 230, 253, Double.NaN})
    void takesItsBoundsAndWhatWasNotMeasured(double value) {
        assertThat(Judge.english(new Closed(value))).isEmpty();
    }

    @Test
    void refusesTheNextValueBeyondABound() {
        assertThat(Judge.english(new Closed(Math.nextDown(195.5)))).containsOnlyKeys("value");
        assertThat(Judge.english(new Closed(Math.nextUp(253.0)))).containsOnlyKeys("value");
    }

    @Test
    void refusesABoundThatIsNotInside() {
        assertThat(Judge.english(new HalfOpen(360))).containsOnlyKeys("value");
        assertThat(Judge.english(new HalfOpen(Math.nextDown(360.0)))).isEmpty();
        assertThat(Judge.english(new HalfOpen(0))).isEmpty();
        assertThat(Judge.english(new Above(0))).containsOnlyKeys("value");
        assertThat(Judge.english(new Above(Double.MIN_VALUE))).isEmpty();
        assertThat(Judge.english(new OpenBelow(0))).containsOnlyKeys("value");
        assertThat(Judge.english(new OpenBelow(1))).isEmpty();
        assertThat(Judge.english(new Open(0))).containsOnlyKeys("value");
        assertThat(Judge.english(new Open(1))).containsOnlyKeys("value");
        assertThat(Judge.english(new Open(0.5))).isEmpty();
    }

    @Test
    void refusesInfinityInAnyRange() {
        assertThat(Judge.english(new AtLeast(Double.POSITIVE_INFINITY)))
                .isEqualTo(Map.of("value", "must be a finite number"));
        assertThat(Judge.german(new AtMost(Double.NEGATIVE_INFINITY)))
                .isEqualTo(Map.of("value", "muss eine endliche Zahl sein"));
    }

    @Test
    void takesNull() {
        assertThat(Judge.english(new Boxed(null))).isEmpty();
        assertThat(Judge.english(new Boxed(Double.NaN))).isEmpty();
        assertThat(Judge.english(new Boxed(-1.0))).containsOnlyKeys("value");
    }

    @Test
    void reachesIntoListsAndOptionals() {
        Held held = new Held(new ArrayList<>(Arrays.asList(1.0, null, -1.0, Double.NaN)), OptionalDouble.of(-2));
        assertThat(Judge.english(held)).containsOnlyKeys("values[2].<list element>", "first");
        assertThat(Judge.english(new Held(List.of(), OptionalDouble.empty()))).isEmpty();
    }

    @Test
    void namesTheWayToANestedBean() {
        assertThat(Judge.english(new Bay(List.of(new AtLeast(1), new AtLeast(-1)))))
                .isEqualTo(Map.of("feeders[1].value", "must be at least 0.0 A"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Closed    | must be 195.5 to 253.0 V         | erlaubt sind Werte von 195.5 bis 253.0 V
                    HalfOpen  | must be 0.0 to below 360.0 °     | erlaubt sind Werte von 0.0 bis unter 360.0 °
                    OpenBelow | must be above 0.0 and at most 1.0 | erlaubt sind Werte über 0.0 und höchstens 1.0
                    Open      | must be above 0.0 and below 1.0  | erlaubt sind Werte über 0.0 und unter 1.0
                    AtLeast   | must be at least 0.0 A           | erlaubt sind Werte ab 0.0 A
                    Above     | must be above 0.0 kW             | erlaubt sind Werte über 0.0 kW
                    AtMost    | must be at most 5.0              | erlaubt sind Werte bis 5.0
                    Below     | must be below 5.0                | erlaubt sind Werte unter 5.0
                    """)
    void saysWhatIsAllowed(String kind, String english, String german) {
        Object bean = switch (kind) {
            case "Closed" -> new Closed(0);
            case "HalfOpen" -> new HalfOpen(-1);
            case "OpenBelow" -> new OpenBelow(-1);
            case "Open" -> new Open(-1);
            case "AtLeast" -> new AtLeast(-1);
            case "Above" -> new Above(-1);
            case "AtMost" -> new AtMost(6);
            default -> new Below(6);
        };
        assertThat(Judge.english(bean)).isEqualTo(Map.of("value", english));
        assertThat(Judge.german(bean)).isEqualTo(Map.of("value", german));
    }

    @Test
    void keepsTheWordsOfItsUser() {
        assertThat(Judge.german(new Worded(700))).isEqualTo(Map.of("value", "fuse of 630.0 A"));
    }

    @Test
    void appliesAsOftenAsItIsWritten() {
        assertThat(Judge.ENGLISH.validate(new Twice(0))).hasSize(1);
        assertThat(Judge.ENGLISH.validate(new Twice(-0.5))).hasSize(2);
    }

    @Test
    void refusesARangeThatHoldsNothing() {
        for (Object bean : List.of(new Reversed(1), new Empty(1), new Nameless(1))) {
            assertThatThrownBy(() -> Judge.ENGLISH.validate(bean))
                    .isInstanceOf(ValidationException.class)
                    .rootCause()
                    .hasMessageContaining("holds nothing");
        }
    }

    @Test
    void refusesToJudgeWhatIsNoDouble() {
        assertThatThrownBy(() -> Judge.ENGLISH.validate(new Texts("1"))).isInstanceOf(ValidationException.class);
    }
}
