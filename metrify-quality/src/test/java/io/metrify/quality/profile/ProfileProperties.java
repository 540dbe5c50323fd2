package io.metrify.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class ProfileProperties {

    /** Few different values, so that the limits are reached by a few hundred rows. */
    private static final ProfileSettings TIGHT = new ProfileSettings(0.05, 64, 16);

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void anySplitInAnyOrderByAnyTreeGivesTheSameBytes(
            @ForAll @IntRange(max = 400) int rows, @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int parts) {
        Random random = new Random(seed);
        List<RandomRow> all = RandomRow.list(random, rows);
        byte[] whole = profile(all, 4_096).toBytes();

        Collections.shuffle(all, random);
        List<DataProfile> split = new ArrayList<>();
        split.add(DataProfile.empty(RandomRow.COLUMNS, TIGHT));
        int from = 0;
        for (int part = 1; part <= parts; part++) {
            int to = part == parts ? rows : from + random.nextInt(rows - from + 1);
            split.add(profile(all.subList(from, to), 1 + random.nextInt(50)));
            from = to;
        }
        while (split.size() > 1) {
            DataProfile left = split.remove(random.nextInt(split.size()));
            DataProfile right = split.remove(random.nextInt(split.size()));
            split.add(
                    random.nextBoolean()
                            ? left.merge(right)
                            : DataProfile.parse(left.toBytes()).merge(right));
        }
        assertThat(split.get(0).toBytes()).isEqualTo(whole);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void groupsMergeToTheSameBytesAndAddUpToTheWhole(
            @ForAll @IntRange(max = 300) int rows,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int mostGroups) {
        Random random = new Random(seed);
        List<RandomRow> all = RandomRow.list(random, rows);
        GroupedProfile whole = grouped(all, mostGroups);
        assertThat(whole.total()).isEqualTo(profile(all, 100));
        assertThat(whole.groups().size()).isLessThanOrEqualTo(mostGroups);

        Collections.shuffle(all, random);
        int cut = random.nextInt(rows + 1);
        GroupedProfile left = grouped(all.subList(0, cut), mostGroups);
        GroupedProfile right = grouped(all.subList(cut, rows), mostGroups);
        assertThat(left.merge(right).toBytes()).isEqualTo(whole.toBytes());
        assertThat(right.merge(left)).isEqualTo(whole);
        assertThat(GroupedProfile.parse(whole.toBytes())).isEqualTo(whole);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void sumsOfMeasurementsAreExactWhateverTheirMagnitudes(@ForAll("nasty") List<Double> values) {
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        ColumnProfile profile = Examples.doubles(numbers);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (double number : numbers) {
            sum = sum.add(new BigDecimal(number));
            squares = squares.add(new BigDecimal(number).pow(2));
        }
        BigDecimal n = BigDecimal.valueOf(numbers.length);
        assertThat(profile.sum().orElseThrow()).isEqualByComparingTo(sum);
        if (numbers.length > 0) {
            assertThat(profile.mean())
                    .isEqualTo(sum.divide(n, new MathContext(1_200)).doubleValue());
        }
        if (numbers.length > 1) {
            BigDecimal variance = n.multiply(squares)
                    .subtract(sum.pow(2))
                    .divide(n.multiply(n.subtract(BigDecimal.ONE)), new MathContext(2_400));
            assertThat(profile.variance()).isEqualTo(variance.doubleValue());
            assertThat(profile.standardDeviation())
                    .isEqualTo(variance.sqrt(new MathContext(1_200)).doubleValue());
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void sumsOfWholeNumbersAreExact(@ForAll("longs") List<Long> values) {
        long[] numbers = values.stream().mapToLong(Long::longValue).toArray();
        ColumnProfile profile = Examples.decimals(6, numbers);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (long number : numbers) {
            sum = sum.add(BigDecimal.valueOf(number, 6));
            squares = squares.add(BigDecimal.valueOf(number, 6).pow(2));
        }
        BigDecimal n = BigDecimal.valueOf(numbers.length);
        assertThat(profile.sum().orElseThrow()).isEqualByComparingTo(sum);
        if (numbers.length > 1) {
            BigDecimal variance = n.multiply(squares)
                    .subtract(sum.pow(2))
                    .divide(n.multiply(n.subtract(BigDecimal.ONE)), new MathContext(80));
            assertThat(profile.variance()).isEqualTo(variance.doubleValue());
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void quantilesAreWithinTheRelativeError(
            @ForAll("nasty") List<Double> values, @ForAll("errors") double relativeError) {
        double[] numbers = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(number -> number == 0 || Math.abs(number) >= Double.MIN_NORMAL)
                .toArray();
        ProfileSettings settings = new ProfileSettings(relativeError, 65_536, 16);
        ColumnProfile profile = Examples.doubles(settings, numbers);
        Arrays.sort(numbers);
        for (double q = 0; numbers.length > 0 && profile.tooSmall() == 0 && q <= 1; q += 0.05) {
            double exact = numbers[(int) (q * (numbers.length - 1))];
            assertThat(Math.abs(profile.quantile(q) / 2 - exact / 2))
                    .as("quantile %s of %s", q, numbers.length)
                    .isLessThanOrEqualTo(relativeError * Math.abs(exact / 2));
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void differentValuesAreCountedExactlyUpToTheLimit(@ForAll("nasty") List<Double> values) {
        Set<Double> different = new HashSet<>();
        values.forEach(value -> different.add(value + 0.0));
        DistinctCount count = Examples.doubles(
                        values.stream().mapToDouble(Double::doubleValue).toArray())
                .distinct();
        assertThat(count.exact()).isTrue();
        assertThat(count.number()).isEqualTo(different.size());
    }

    @Property
    void aNumberCanBeToldFromItsHash(@ForAll long number) {
        assertThat(ValueHash.number(ValueHash.of(number))).isEqualTo(number);
    }

    private static DataProfile profile(List<RandomRow> rows, int batchSize) {
        Profiler profiler = Profiler.of(RandomRow.COLUMNS, TIGHT);
        RandomRow.batches(rows, batchSize, profiler::add);
        return profiler.toProfile();
    }

    private static GroupedProfile grouped(List<RandomRow> rows, int mostGroups) {
        GroupedProfiler profiler = GroupedProfiler.of(RandomRow.COLUMNS, List.of("type", "flag"), mostGroups, TIGHT);
        RandomRow.batches(rows, 60, profiler::add);
        return profiler.toProfile();
    }

    @Provide
    Arbitrary<List<Double>> nasty() {
        return Arbitraries.frequencyOf(
                        Tuple.of(
                                3,
                                Arbitraries.longs()
                                        .map(Double::longBitsToDouble)
                                        .filter(Double::isFinite)),
                        Tuple.of(3, Arbitraries.doubles().between(-1_000, 1_000)),
                        Tuple.of(
                                2,
                                Arbitraries.of(
                                        1e308,
                                        -1e308,
                                        Double.MAX_VALUE,
                                        -Double.MAX_VALUE,
                                        Double.MIN_VALUE,
                                        -Double.MIN_VALUE,
                                        Double.MIN_NORMAL,
                                        0.0,
                                        -0.0,
                                        1.0,
                                        0.1,
                                        1e16,
                                        -1e16)),
                        Tuple.of(1, Arbitraries.longs().map(bits -> Double.longBitsToDouble(bits >>> 12))))
                .list()
                .ofMaxSize(1_100);
    }

    @Provide
    Arbitrary<List<Long>> longs() {
        return Arbitraries.oneOf(
                Arbitraries.longs().list().ofMaxSize(1_100),
                Arbitraries.longs().between(-5_000_000, 5_000_000).list().ofMaxSize(1_100),
                Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) - 1, -(1L << 53))
                        .list()
                        .ofMaxSize(1_100));
    }

    @Provide
    Arbitrary<Double> errors() {
        return Arbitraries.of(0.0001, 0.01, 0.02, 0.1, 0.25);
    }
}
