package io.metrify.avro;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.WireTime;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.ReadingVersion.Kind;
import io.metrify.model.meter.RegisterReading;
import io.metrify.model.meter.Site;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What meters may say: every shape the model allows, the extremes included. */
final class Readings {

    static final MeterReading HOUSEHOLD = MeterReading.of(
            "DE-0042",
            Interval.of(Instant.parse("2026-03-29T00:00:00Z"), Duration.ofMinutes(15)),
            Energy.parse("0.125"));

    private Readings() {}

    static Arbitrary<MeterReading> meterReadings() {
        return Combinators.combine(
                        ids(),
                        registers(),
                        intervals(),
                        energies().injectNull(0.1),
                        electrical(),
                        ambient(),
                        qualities())
                .as(MeterReading::new);
    }

    static Arbitrary<ReadingVersion> readingVersions() {
        Arbitrary<String> reasons = ids().list().ofMinSize(1).ofMaxSize(7).map(parts -> String.join(" ", parts));
        Arbitrary<MeterReading> edited = Combinators.combine(meterReadings(), energies())
                .as((reading, energy) -> reading.withConsumption(energy)
                        .withQuality(new ReadingQuality(QualityCode.EDITED, SubstitutionMethod.MANUAL, Double.NaN)));
        return Arbitraries.oneOf(
                Combinators.combine(
                                meterReadings(),
                                Arbitraries.of(Kind.DELIVERY, Kind.CORRECTION, Kind.CANCELLATION),
                                instants(),
                                ids().injectNull(0.5),
                                reasons.injectNull(0.5))
                        .as(ReadingVersion::new),
                Combinators.combine(edited, Arbitraries.of(Kind.EDIT, Kind.SUBSTITUTE), instants(), ids(), reasons)
                        .as(ReadingVersion::new));
    }

    static Arbitrary<RegisterReading> registerReadings() {
        return Combinators.combine(ids(), registers(), instants(), energies(), qualities())
                .as(RegisterReading::new);
    }

    static Arbitrary<Meter> meters() {
        Arbitrary<Site> sites = Combinators.combine(ids(), ids().injectNull(0.3), ids().injectNull(0.3))
                .as(Site::new);
        Arbitrary<Double> power =
                Arbitraries.oneOf(measurements().map(Math::abs).filter(kw -> kw != 0), Arbitraries.just(Double.NaN));
        Arbitrary<Instant[]> life = Combinators.combine(
                        instants().injectNull(0.3), instants().injectNull(0.3))
                .as((one, other) -> one == null || other == null || !other.isBefore(one)
                        ? new Instant[] {one, other}
                        : new Instant[] {other, one});
        return Combinators.combine(
                        ids(),
                        Arbitraries.of(MeterType.class),
                        sites,
                        Arbitraries.integers().between(1, Integer.MAX_VALUE),
                        power,
                        Arbitraries.integers().between(1, 12),
                        life)
                .as((id, type, site, seconds, kw, digits, times) ->
                        new Meter(id, type, site, Duration.ofSeconds(seconds), kw, digits, times[0], times[1]));
    }

    static Arbitrary<String> ids() {
        Arbitrary<String> ascii =
                Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(128);
        Arbitrary<String> usual =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(16).map(digits -> "DE" + digits);
        Arbitrary<String> latin = Arbitraries.strings()
                .withCharRange('à', 'ÿ')
                .withChars("abc 1")
                .ofMinLength(1)
                .ofMaxLength(128);
        Arbitrary<String> any = Arbitraries.of("Zähler", "計器-7", "メーター", "⚡", "😀", "a😀é計", "\uFFFD", "x\u0800y")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(usual, ascii, latin, any).filter(text -> !text.isBlank());
    }

    static Arbitrary<ObisCode> registers() {
        Arbitrary<Integer> group = Arbitraries.integers().between(0, 255);
        return Arbitraries.oneOf(
                Arbitraries.of(ObisCode.IMPORT_PROFILE, ObisCode.EXPORT_PROFILE, ObisCode.IMPORT_REGISTER),
                Combinators.combine(group, group, group, group, group, group).as(ObisCode::new),
                Combinators.combine(group, group, group, group, group).as(ObisCode::of));
    }

    static Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 2_000_000_000L).map(seconds -> seconds * 1_000),
                        Arbitraries.longs().between(WireTime.MIN_EPOCH_MILLI, WireTime.MAX_EPOCH_MILLI))
                .map(Instant::ofEpochMilli);
    }

    private static Arbitrary<Interval> intervals() {
        Arbitrary<Integer> seconds = Arbitraries.oneOf(
                Arbitraries.of(60, 900, 1_800, 3_600, 86_400),
                Arbitraries.integers().between(1, Integer.MAX_VALUE));
        return Combinators.combine(instants(), seconds)
                .as((start, length) -> Interval.of(start, Duration.ofSeconds(length)));
    }

    static Arbitrary<Energy> energies() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(Energy.MIN_MILLIWATT_HOURS, Energy.MAX_MILLIWATT_HOURS),
                        Arbitraries.longs().between(-70_000, 70_000))
                .map(Energy::ofMilliwattHours);
    }

    static Arbitrary<Double> measurements() {
        return Arbitraries.oneOf(
                Arbitraries.just(Double.NaN),
                Arbitraries.integers().between(-500_000, 500_000).map(thousandths -> thousandths / 1e3),
                Arbitraries.longs().map(Double::longBitsToDouble).filter(value -> !Double.isInfinite(value)),
                Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE));
    }

    private static Arbitrary<Electrical> electrical() {
        return Arbitraries.oneOf(
                Arbitraries.just(Electrical.NOT_MEASURED),
                Combinators.combine(measurements(), measurements(), measurements(), measurements())
                        .as(Electrical::new));
    }

    private static Arbitrary<Ambient> ambient() {
        return Arbitraries.oneOf(
                Arbitraries.just(Ambient.NOT_MEASURED),
                Combinators.combine(measurements(), measurements()).as(Ambient::new));
    }

    private static Arbitrary<ReadingQuality> qualities() {
        Arbitrary<Double> scores = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 1_000_000_007).map(part -> part / 1_000_000_007.0),
                Arbitraries.of(0.0, -0.0, 1.0, Double.NaN));
        return Arbitraries.oneOf(
                Arbitraries.just(ReadingQuality.AS_PROVIDED),
                Combinators.combine(Arbitraries.of(QualityCode.class), Arbitraries.of(SubstitutionMethod.class), scores)
                        .as(ReadingQuality::new));
    }
}
