package io.metrify.json;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.WireTime;
import io.metrify.model.grid.GridOperator;
import io.metrify.model.grid.GridStatus;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import io.metrify.model.weather.City;
import io.metrify.model.weather.WeatherObservation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Everything the model can hold, within what every wire carries. */
final class ModelArbitraries {

    private ModelArbitraries() {}

    static Arbitrary<MeterReading> meterReadings() {
        return Combinators.combine(
                        texts(),
                        obisCodes(),
                        intervals(),
                        energies().injectNull(0.1),
                        electricals(),
                        ambients(),
                        qualities())
                .as(MeterReading::new);
    }

    static Arbitrary<RegisterReading> registerReadings() {
        return Combinators.combine(texts(), obisCodes(), instants(), energies(), qualities())
                .as(RegisterReading::new);
    }

    static Arbitrary<ReadingVersion> readingVersions() {
        // What an edit and a substitute must say is said by all, so that any kind is possible.
        Arbitrary<MeterReading> readings = Combinators.combine(meterReadings(), energies())
                .as((reading, energy) -> reading.withConsumption(energy)
                        .withQuality(new ReadingQuality(
                                QualityCode.ESTIMATED,
                                SubstitutionMethod.UNSPECIFIED,
                                reading.quality().score())));
        return Combinators.combine(
                        readings, Arbitraries.of(ReadingVersion.Kind.class), instants(), texts(), sentences())
                .as(ReadingVersion::new);
    }

    static Arbitrary<Meter> meters() {
        Arbitrary<Site> sites = Combinators.combine(texts(), texts().injectNull(0.3), texts().injectNull(0.3))
                .as(Site::new);
        Arbitrary<Double> powers = measurements().filter(power -> !(power <= 0));
        Arbitrary<Instant[]> lives = Combinators.combine(instants(), instants())
                .as((one, other) -> one.isBefore(other) ? new Instant[] {one, other} : new Instant[] {other, one});
        return Combinators.combine(
                        texts(),
                        Arbitraries.of(MeterType.class),
                        sites,
                        Arbitraries.integers().between(1, Integer.MAX_VALUE),
                        powers,
                        Arbitraries.integers().between(1, 12),
                        lives,
                        Arbitraries.integers().between(0, 3))
                .as((id, type, site, seconds, power, digits, life, known) -> new Meter(
                        id,
                        type,
                        site,
                        Duration.ofSeconds(seconds),
                        power,
                        digits,
                        (known & 1) == 0 ? null : life[0],
                        (known & 2) == 0 ? null : life[1]));
    }

    static Arbitrary<GridStatus> gridStatuses() {
        return Combinators.combine(
                        texts(),
                        texts(),
                        instants(),
                        Combinators.combine(measurements(), measurements(), measurements())
                                .as(GridStatus.Capacity::new),
                        Combinators.combine(measurements(), measurements(), measurements())
                                .as(GridStatus.Network::new),
                        measurements())
                .as(GridStatus::new);
    }

    static Arbitrary<GridOperator> gridOperators() {
        return Combinators.combine(texts(), Arbitraries.of(GridOperator.german()))
                .as((name, zone) -> new GridOperator(name, zone.controlZone()));
    }

    static Arbitrary<WeatherObservation> weatherObservations() {
        return Combinators.combine(
                        texts(),
                        instants(),
                        Combinators.combine(measurements(), measurements(), measurements())
                                .as(WeatherObservation.Air::new),
                        Combinators.combine(measurements(), measurements()).as(WeatherObservation.Wind::new),
                        Combinators.combine(measurements(), measurements()).as(WeatherObservation.Sky::new),
                        measurements())
                .as(WeatherObservation::new);
    }

    static Arbitrary<City> cities() {
        return Combinators.combine(
                        texts(),
                        texts(),
                        texts(),
                        Arbitraries.doubles().between(-90, 90),
                        Arbitraries.doubles().between(-180, 180),
                        Arbitraries.of("Europe/Berlin", "America/St_Johns", "UTC", "Z", "+05:30", "Etc/GMT+1")
                                .map(ZoneId::of))
                .as(City::new);
    }

    static Arbitrary<ObisCode> obisCodes() {
        Arbitrary<Integer> groups = Arbitraries.integers().between(0, 255);
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(ObisCode.IMPORT_PROFILE)),
                Tuple.of(
                        3,
                        Combinators.combine(groups, groups, groups, groups, groups, groups)
                                .as(ObisCode::new)));
    }

    static Arbitrary<Energy> energies() {
        return Arbitraries.longs()
                .between(Energy.MIN_MILLIWATT_HOURS, Energy.MAX_MILLIWATT_HOURS)
                .map(Energy::ofMilliwattHours);
    }

    static Arbitrary<Instant> instants() {
        Arbitrary<Long> millis = Arbitraries.longs().between(WireTime.MIN_EPOCH_MILLI, WireTime.MAX_EPOCH_MILLI);
        return Arbitraries.oneOf(millis, millis.map(milli -> Math.floorDiv(milli, 1_000L) * 1_000L))
                .map(Instant::ofEpochMilli);
    }

    static Arbitrary<Interval> intervals() {
        return Combinators.combine(
                        instants(),
                        Arbitraries.oneOf(
                                Arbitraries.of(60, 900, 3600),
                                Arbitraries.integers().between(1, Integer.MAX_VALUE)))
                .as((start, seconds) -> Interval.of(start, Duration.ofSeconds(seconds)));
    }

    static Arbitrary<ReadingQuality> qualities() {
        return Combinators.combine(
                        Arbitraries.of(QualityCode.class),
                        Arbitraries.of(SubstitutionMethod.class),
                        Arbitraries.doubles().between(0, 1).injectNull(0.3))
                .as((code, method, score) -> new ReadingQuality(code, method, score == null ? Double.NaN : score));
    }

    /** Any finite double by its bits, those of meters with their few decimals, and NaN for none. */
    static Arbitrary<Double> measurements() {
        // The edge cases that matter are spelt out; jqwik's own would multiply over the components and crowd out the
        // rest.
        return Arbitraries.oneOf(
                        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
                        Arbitraries.integers().between(-1_000_000, 1_000_000).map(n -> n / 1000.0),
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("-12345678"), new BigDecimal("12345678"))
                                .ofScale(9)
                                .map(BigDecimal::doubleValue),
                        Arbitraries.of(Double.NaN, 0.0, -0.0, 1e-3, 1e7, Double.MIN_VALUE, Double.MAX_VALUE, 0x1p53))
                .withoutEdgeCases();
    }

    /** Texts that {@code WireText} takes: mostly identifiers, some in other scripts, with quotes and pairs. */
    static Arbitrary<String> texts() {
        Arbitrary<Character> ascii = Arbitraries.chars().range(' ', '~');
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .alpha()
                                .numeric()
                                .withChars("-_:.")
                                .ofMinLength(1)
                                .ofMaxLength(36),
                        Arbitraries.strings()
                                .withChars("aä€\"\\/ ğİ漢")
                                .ofMinLength(1)
                                .ofMaxLength(128),
                        Arbitraries.strings()
                                .withChars("😀x")
                                .ofMinLength(1)
                                .ofMaxLength(8)
                                .filter(ModelArbitraries::isWhole),
                        ascii.list().ofMinSize(1).ofMaxSize(128).map(ModelArbitraries::joined))
                .filter(text -> !text.isBlank())
                .withoutEdgeCases();
    }

    private static Arbitrary<String> sentences() {
        return texts().list().ofMinSize(1).ofMaxSize(7).map(texts -> String.join(" ", texts));
    }

    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String joined(Iterable<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }

    private static Arbitrary<Electrical> electricals() {
        return Combinators.combine(measurements(), measurements(), measurements(), measurements())
                .as(Electrical::new);
    }

    private static Arbitrary<Ambient> ambients() {
        return Combinators.combine(measurements(), measurements()).as(Ambient::new);
    }
}
