package io.metrify.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnTable;
import io.metrify.quality.table.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static final ProfileSettings BUCKETS = ProfileSettings.standard().withDistinctLimit(16);

    @Test
    void measuresTextsAsComputedByHand() {
        // 60 a and 40 b became 30 a, 60 b and 10 c.
        ColumnDrift drift =
                Drift.between(texts(60, 40, 0), texts(30, 60, 10)).column("x").orElseThrow();

        // Halves added: r = 60.5, 40.5, 0.5 of 101.5; c = 30.5, 60.5, 10.5 of 101.5.
        double index = (30 * Math.log(60.5 / 30.5) + 20 * Math.log(60.5 / 40.5) + 10 * Math.log(10.5 / 0.5)) / 101.5;
        assertThat(value(drift, DriftMeasure.POPULATION_STABILITY_INDEX)).isCloseTo(index, within(1e-12));
        assertThat(index).isCloseTo(0.5815, within(1e-4));
        // m = 0.45, 0.5, 0.05: (0.6 log2(4/3) + 0.4 log2(0.8) + 0.3 log2(2/3) + 0.6 log2(1.2) + 0.1 log2(2)) / 2
        assertThat(value(drift, DriftMeasure.JENSEN_SHANNON_DIVERGENCE)).isCloseTo(0.10129, within(1e-5));
        assertThat(value(drift, DriftMeasure.JENSEN_SHANNON_DISTANCE)).isCloseTo(Math.sqrt(0.10129), within(1e-5));
        assertThat(drift.grade()).contains(DriftGrade.STRONG);
        assertThat(drift.bins())
                .containsExactly(new DriftBin("a", 60, 30), new DriftBin("b", 40, 60), new DriftBin("c", 0, 10));
        assertThat(drift.leftOut()).containsOnlyKeys(DriftMeasure.KOLMOGOROV_SMIRNOV);
    }

    @Test
    void measuresNumbersAsComputedByHand() {
        // 1 to 100 became 21 to 120: the functions are 20 of 100 apart.
        ColumnDrift drift = Drift.between(
                        numbers(BUCKETS.withDistinctLimit(200), 0), numbers(BUCKETS.withDistinctLimit(200), 20))
                .column("x")
                .orElseThrow();
        DriftResult result = drift.result(DriftMeasure.KOLMOGOROV_SMIRNOV).orElseThrow();
        assertThat(result.value()).isCloseTo(0.2, within(1e-15));
        // s = sqrt(50), t = (7.0711 + 0.12 + 0.0156) 0.2 = 1.4413, p = 2 (exp(-2 t²) - exp(-8 t²) + ...)
        assertThat(result.pValue()).isCloseTo(0.0314, within(1e-4));
        assertThat(result.grade()).as("p is above 0.01").isEqualTo(DriftGrade.STABLE);
        assertThat(drift.bins()).hasSize(10);
        assertThat(drift.bins().get(0)).isEqualTo(new DriftBin("<= 10.0", 10, 0));
        assertThat(drift.bins().get(9)).isEqualTo(new DriftBin("> 90.0", 10, 30));
        // 20 of 100 in the first two bins are gone and in the last; the others are as they were.
        double index = 2 * 0.1 * (100 / 105.0) * Math.log(10.5 / 0.5) + 0.2 * (100 / 105.0) * Math.log(30.5 / 10.5);
        assertThat(value(drift, DriftMeasure.POPULATION_STABILITY_INDEX)).isCloseTo(index, within(1e-12));
        // Bins of 0.1 against 0 give 0.1 bit each; 0.1 against 0.3: 0.1 log2(1/2) + 0.3 log2(3/2).
        double divergence = (0.2 - 0.1 + 0.3 * Math.log(1.5) / Math.log(2)) / 2;
        assertThat(value(drift, DriftMeasure.JENSEN_SHANNON_DIVERGENCE)).isCloseTo(divergence, within(1e-12));
    }

    /** A cut behind every value after a frequent one would make bins of single values, which the index takes for parts. */
    @Test
    void cutsNoBinsOfSingleValuesBehindAFrequentOne() {
        double[] values = new double[100];
        for (int i = 1; i <= 10; i++) {
            values[89 + i] = i;
        }
        DataProfile profile = doubles(ProfileSettings.standard(), values);
        assertThat(Drift.between(profile, profile).column("x").orElseThrow().bins())
                .containsExactly(new DriftBin("<= 0.0", 90, 90), new DriftBin("> 0.0", 10, 10));
    }

    @Test
    void seesByBucketsNearlyWhatItSeesByValue() {
        Random random = new Random(5);
        double[] before = random.doubles(20_000, 10, 1_000).toArray();
        double[] after = random.doubles(20_000, 10, 1_300).toArray();
        for (ProfileSettings settings : List.of(BUCKETS, BUCKETS.withDistinctLimit(30_000))) {
            ColumnDrift drift = Drift.between(doubles(settings, before), doubles(settings, after))
                    .column("x")
                    .orElseThrow();
            // Uniform: the functions are 1 - 990/1290 apart at 1,000.
            assertThat(value(drift, DriftMeasure.KOLMOGOROV_SMIRNOV)).isCloseTo(1 - 990 / 1_290.0, within(0.02));
            assertThat(drift.grade()).contains(DriftGrade.STRONG);
        }
    }

    @Test
    void findsNothingWhereNothingMoved() {
        Random random = new Random(6);
        ColumnDrift drift = Drift.between(
                        doubles(BUCKETS, random.doubles(20_000, -50, 50).toArray()),
                        doubles(BUCKETS, random.doubles(10_000, -50, 50).toArray()))
                .column("x")
                .orElseThrow();
        assertThat(drift.grade()).contains(DriftGrade.STABLE);
        assertThat(drift.results()).hasSize(4);
        DataProfile same = texts(10, 200, 3);
        assertThat(Drift.between(same, same).column("x").orElseThrow().results())
                .allMatch(result -> result.value() == 0);
    }

    @Test
    void keepsTheWholeRangeOfMeasuresForWhatHasNothingInCommon() {
        ColumnDrift drift =
                Drift.between(texts(100, 0, 0), texts(0, 100, 0)).column("x").orElseThrow();
        assertThat(value(drift, DriftMeasure.JENSEN_SHANNON_DIVERGENCE)).isEqualTo(1);
        assertThat(value(drift, DriftMeasure.POPULATION_STABILITY_INDEX)).isFinite();
    }

    @Test
    void saysWhatItLeavesOut() {
        DataProfile few = texts(10, 0, 0);
        assertThat(Drift.between(few, few).column("x").orElseThrow().leftOut().values())
                .hasSize(4)
                .allMatch(reason -> reason.contains("10 values"));
        DataProfile many = profile(
                ColumnTable.builder(100)
                        .texts(
                                "x",
                                IntStream.range(0, 100)
                                        .mapToObj(Integer::toString)
                                        .toArray(String[]::new)),
                BUCKETS);
        assertThat(Drift.between(many, many).column("x").orElseThrow().leftOut())
                .hasSize(4);
        DataProfile days =
                profile(ColumnTable.builder(100).longs(Column.of("x", ColumnType.DATE), new long[100], null), BUCKETS);
        assertThat(Drift.between(days, days).column("x").orElseThrow().grade()).isEmpty();
        assertThat(Drift.between(few, numbers(ProfileSettings.standard(), 0)).leftOut())
                .containsOnlyKeys("x");
        DataProfile other = profile(ColumnTable.builder(1).texts("y", "a"), ProfileSettings.standard());
        assertThat(Drift.between(few, other).leftOut()).containsOnlyKeys("x", "y");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Drift.between(
                        few, DataProfile.empty(few.columns(), few.settings().withRelativeError(0.2))));
    }

    private static double value(ColumnDrift drift, DriftMeasure measure) {
        return drift.result(measure).orElseThrow().value();
    }

    private static DataProfile texts(int a, int b, int c) {
        String[] values = new String[a + b + c];
        Arrays.fill(values, 0, a, "a");
        Arrays.fill(values, a, a + b, "b");
        Arrays.fill(values, a + b, a + b + c, "c");
        return profile(ColumnTable.builder(values.length).texts("x", values), ProfileSettings.standard());
    }

    private static DataProfile numbers(ProfileSettings settings, int shift) {
        long[] values =
                IntStream.rangeClosed(1 + shift, 100 + shift).asLongStream().toArray();
        return profile(ColumnTable.builder(100).longs(Column.of("x", ColumnType.INTEGER), values, null), settings);
    }

    private static DataProfile doubles(ProfileSettings settings, double[] values) {
        return profile(ColumnTable.builder(values.length).doubles("x", values), settings);
    }

    private static DataProfile profile(ColumnTable.Builder table, ProfileSettings settings) {
        return DataProfile.of(table.build(), settings);
    }
}
