package io.metrify.validation.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.UnexpectedTypeException;
import jakarta.validation.Valid;
import jakarta.validation.ValidationException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfOpenIntervalTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @HalfOpenInterval(start = "from", end = "to")
    record Contract(Instant from, Instant to) {}

    @HalfOpenInterval
    record Days(LocalDate start, LocalDate end) {}

    @HalfOpenInterval
    record Offsets(OffsetDateTime start, OffsetDateTime end) {}

    @HalfOpenInterval
    record Zones(ZonedDateTime start, ZonedDateTime end) {}

    @HalfOpenInterval(start = "delivered", end = "revoked")
    @HalfOpenInterval(start = "revoked", end = "archived", message = "archived too early")
    record Document(Instant delivered, Instant revoked, Instant archived) {}

    record Contracts(List<@Valid Contract> all) {}

    @HalfOpenInterval
    record Mixed(Instant start, LocalDate end) {}

    @HalfOpenInterval
    record Nothing(Object start, Object end) {}

    @HalfOpenInterval(end = "finish")
    record Misnamed(Instant start, Instant end) {}

    /** Private fields, as an entity has them. */
    @HalfOpenInterval
    private static class Entity {
        @SuppressWarnings("unused") // read by reflection
        private final Instant start = NOON;

        @SuppressWarnings("unused") // read by reflection
        private final Instant end;

        Entity(Instant end) {
            this.end = end;
        }
    }

    private static final class Special extends Entity {
        Special(Instant end) {
            super(end);
        }
    }

    /** A getter that says something else than the field. */
    @HalfOpenInterval
    public static final class Gotten {
        public Instant getStart() {
            return NOON;
        }

        public Instant getEnd() {
            return NOON;
        }
    }

    /** A property without a field. */
    @HalfOpenInterval
    public interface Fluent {
        Instant start();

        Instant end();
    }

    @HalfOpenInterval
    public static final class Failing {
        @SuppressWarnings("DoNotCallSuggester") // a getter that fails is the point
        public Instant getStart() {
            throw new IllegalStateException("not loaded");
        }

        public Instant getEnd() {
            return NOON;
        }
    }

    @Test
    void takesAnEndAfterTheStart() {
        assertThat(Judge.english(new Contract(NOON, NOON.plusNanos(1)))).isEmpty();
    }

    @Test
    void refusesAnEndThatIsTheStartOrBeforeIt() {
        assertThat(Judge.english(new Contract(NOON, NOON)))
                .isEqualTo(Map.of("to", "must be after from, because the end is not part of the interval"));
        assertThat(Judge.german(new Contract(NOON, NOON.minusNanos(1))))
                .isEqualTo(Map.of("to", "muss nach from liegen, denn das Ende gehört nicht mehr zum Intervall"));
    }

    @Test
    void takesASpanThatIsOpen() {
        assertThat(Judge.english(new Contract(null, NOON))).isEmpty();
        assertThat(Judge.english(new Contract(NOON, null))).isEmpty();
        assertThat(Judge.english(new Contract(null, null))).isEmpty();
    }

    @Test
    void comparesDates() {
        LocalDate day = LocalDate.of(2026, 3, 29);
        assertThat(Judge.english(new Days(day, day.plusDays(1)))).isEmpty();
        assertThat(Judge.english(new Days(day, day))).containsOnlyKeys("end");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T12:00:00Z,2026-03-10T13:00:00+01:00,false",
        "2026-03-10T13:00:00+01:00,2026-03-10T12:00:00Z,false",
        "2026-03-10T13:00:00+01:00,2026-03-10T12:00:01Z,true",
        "2026-03-10T12:00:00Z,2026-03-10T12:30:00+01:00,false"
    })
    void comparesTimesOfDifferentOffsetsAsInstants(OffsetDateTime start, OffsetDateTime end, boolean sound) {
        assertThat(Judge.english(new Offsets(start, end)).isEmpty()).isEqualTo(sound);
        assertThat(Judge.english(new Zones(start.toZonedDateTime(), end.toZonedDateTime()))
                        .isEmpty())
                .isEqualTo(sound);
    }

    @Test
    void appliesAsOftenAsItIsWritten() {
        assertThat(Judge.english(new Document(NOON, NOON, NOON)))
                .containsOnlyKeys("revoked", "archived")
                .containsEntry("archived", "archived too early");
    }

    @Test
    void namesTheWayToANestedBean() {
        assertThat(Judge.english(new Contracts(List.of(new Contract(NOON, NOON)))))
                .containsOnlyKeys("all[0].to");
    }

    @Test
    void readsFieldsGettersAndMethods() {
        assertThat(Judge.english(new Entity(NOON))).containsOnlyKeys("end");
        assertThat(Judge.english(new Entity(NOON.plusSeconds(1)))).isEmpty();
        assertThat(Judge.english(new Special(NOON))).containsOnlyKeys("end");
        assertThat(Judge.english(new Gotten())).containsOnlyKeys("end");
        assertThat(Judge.english(new Fluent() {
                    @Override
                    public Instant start() {
                        return NOON;
                    }

                    @Override
                    public Instant end() {
                        return NOON;
                    }
                }))
                .containsOnlyKeys("end");
    }

    @Test
    void refusesPropertiesThatDoNotCompare() {
        assertThatThrownBy(() -> Judge.ENGLISH.validate(new Mixed(NOON, LocalDate.EPOCH)))
                .isInstanceOf(UnexpectedTypeException.class)
                .hasMessageContaining("two of one comparable type");
        assertThatThrownBy(() -> Judge.ENGLISH.validate(new Nothing(new Object(), new Object())))
                .isInstanceOf(UnexpectedTypeException.class);
    }

    @Test
    void refusesAPropertyThatIsNotThere() {
        assertThatThrownBy(() -> Judge.ENGLISH.validate(new Misnamed(NOON, NOON)))
                .isInstanceOf(ConstraintDeclarationException.class)
                .hasMessageContaining("no property \"finish\"");
    }

    @Test
    void passesOnWhatAGetterThrows() {
        assertThatThrownBy(() -> Judge.ENGLISH.validate(new Failing()))
                .isInstanceOf(ValidationException.class)
                .rootCause()
                .hasMessage("not loaded");
    }
}
