package io.metrify.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnTable;
import io.metrify.quality.table.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnProfileTest {

    @Test
    void tellsOfExactDecimals() {
        ColumnProfile profile = Examples.decimals(6, 125_000, 118_500, 0, -500, 118_500);
        assertThat(profile.count()).isEqualTo(5);
        assertThat(profile.minimum()).contains(new BigDecimal("-0.000500"));
        assertThat(profile.maximum()).contains(new BigDecimal("0.125000"));
        assertThat(profile.sum()).contains(new BigDecimal("0.361500"));
        assertThat(profile.mean()).isEqualTo(0.0723);
        assertThat(profile.quantile(0.5)).isEqualTo(0.1185);
        assertThat(profile.topValues(1).values()).containsExactly(new ValueCount(new BigDecimal("0.118500"), 2));
        assertThat(profile.shortest()).isEmpty();
    }

    /** Coarse buckets have so few indexes that room for more than the largest doubles would hold small negative ones. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.15, 0.06, 0.04, 0.02})
    void keepsTheSmallestNegativeValuesApartFromTheLargestPositiveOnes(double relativeError) {
        LogBuckets buckets = new LogBuckets(ProfileSettings.standard().withRelativeError(relativeError));
        long largest = Double.doubleToRawLongBits(Double.MAX_VALUE);
        long[] bits = {largest, largest, Double.doubleToRawLongBits(-Double.MIN_NORMAL)};
        buckets.add(bits, bits.length);
        assertThat(buckets.positive().total()).isEqualTo(2);
        assertThat(buckets.negative().total()).isEqualTo(1);
    }

    @Test
    void tellsOfMeasurements() {
        ColumnProfile profile = Examples.doubles(
                -0.0,
                0.0,
                Double.NaN,
                2.5,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
        assertThat(profile.count()).isEqualTo(6);
        assertThat(profile.missing()).isEqualTo(1);
        assertThat(profile.infinities()).isEqualTo(3);
        assertThat(profile.minimum()).contains(0.0);
        assertThat(profile.maximum()).contains(2.5);
        assertThat(profile.mean()).isEqualTo(2.5 / 3);
        assertThat(profile.distinct()).isEqualTo(new DistinctCount(4, true, 0));
        assertThat(profile.topValues(9).values())
                .containsExactly(
                        new ValueCount(Double.NEGATIVE_INFINITY, 2),
                        new ValueCount(0.0, 2),
                        new ValueCount(2.5, 1),
                        new ValueCount(Double.POSITIVE_INFINITY, 1));
    }

    @Test
    void tellsOfTexts() {
        ColumnProfile profile = Examples.texts("b", "a", "", null, "\uD83D\uDE00", "b", new String("b"));
        assertThat(profile.missingShare()).isEqualTo(1 / 7.0);
        assertThat(profile.shortest()).hasValue(0);
        assertThat(profile.longest()).as("in code points").hasValue(1);
        assertThat(profile.topValues(2).values()).containsExactly(new ValueCount("b", 3), new ValueCount("", 1));
        assertThat(profile.minimum()).isEmpty();
        assertThat(profile.sum()).isEmpty();
        assertThat(profile.mean()).isNaN();
        assertThat(profile.quantile(0.5)).isNaN();
        assertThat(profile.histogram(3)).isEmpty();
    }

    @Test
    void tellsLongTextsApartByAllOfThem() {
        String start = "x".repeat(400);
        ColumnProfile profile = Examples.texts(start + "1", start + "2", start + "1");
        assertThat(profile.distinct().number()).isEqualTo(2);
        assertThat(profile.topValues(1).values()).containsExactly(new ValueCount("x".repeat(256), 2));
    }

    @Test
    void tellsOfTimesDaysAndFlags() {
        assertThat(longs(ColumnType.TIMESTAMP, 1_500_000, -1).minimum())
                .contains(Instant.parse("1969-12-31T23:59:59.999999Z"));
        assertThat(longs(ColumnType.DATE, 1, 20_000).maximum()).contains(LocalDate.ofEpochDay(20_000));
        ColumnProfile flags = longs(ColumnType.BOOLEAN, 1, 0, 1);
        assertThat(flags.topValues(2).values()).containsExactly(new ValueCount(true, 2), new ValueCount(false, 1));
        assertThat(flags.mean()).isNaN();
        assertThat(flags.sum()).isEmpty();
    }

    @Test
    void saysNothingOfNothing() {
        ColumnProfile profile = Examples.doubles();
        assertThat(profile.missingShare()).isNaN();
        assertThat(profile.minimum()).isEmpty();
        assertThat(profile.mean()).isNaN();
        assertThat(profile.quantile(0)).isNaN();
        assertThat(profile.sum()).contains(BigDecimal.ZERO);
        assertThat(profile.distinct().number()).isZero();
        assertThat(Examples.doubles(7).variance()).as("of one value").isNaN();
        assertThat(Examples.doubles(7, 7).standardDeviation()).isZero();
    }

    @Test
    void roundsOnceWhereAddingUpWouldLoseEverything() {
        assertThat(Examples.doubles(1e16, 1, -1e16).mean()).isEqualTo(1 / 3.0);
        assertThat(Examples.doubles(1e308, 1e308, -1e308, -1e308, 1).sum().orElseThrow())
                .isEqualByComparingTo("1");
        assertThat(Examples.doubles(1e308, 1e308).mean()).isEqualTo(1e308);
        assertThat(Examples.doubles(Double.MIN_VALUE, Double.MIN_VALUE, 0).mean())
                .isEqualTo(Double.MIN_VALUE);
        assertThat(Examples.doubles(1e200, 3e200).variance()).isInfinite();
        assertThat(Examples.doubles(1e200, 3e200).standardDeviation()).isCloseTo(Math.sqrt(2) * 1e200, within(1e185));
    }

    @Test
    void keepsAsManyBucketsAsItMayAndCountsSmallerValuesTogether() {
        ProfileSettings settings = new ProfileSettings(0.01, 64, 16);
        double[] values = IntStream.range(0, 2_000)
                .mapToDouble(i -> Math.pow(10, i % 200 - 100))
                .toArray();
        ColumnProfile profile = Examples.doubles(settings, values);
        // 64 buckets are one octave, in which only 1e99 lies.
        assertThat(profile.tooSmall()).isEqualTo(1_990);
        assertThat(profile.quantile(0.998)).isCloseTo(1e99, within(1e97));
        assertThat(profile.quantile(0.5)).isBetween(0.0, 1e99);
        assertThat(profile.histogram(4)).extracting(HistogramBin::count).containsExactly(0L, 1_990L, 0L, 10L);
    }

    @Test
    void makesBinsOfEqualWidth() {
        ColumnProfile profile = Examples.decimals(0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10);
        assertThat(profile.histogram(2)).containsExactly(new HistogramBin(0, 5, 5), new HistogramBin(5, 10, 5));
        assertThat(Examples.doubles(3, 3).histogram(9)).containsExactly(new HistogramBin(3, 3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> profile.histogram(0));
        assertThatIllegalArgumentException().isThrownBy(() -> profile.quantile(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> profile.topValues(-1));
    }

    @Test
    void estimatesDifferentValuesWithItsStandardError() {
        SplittableRandom random = new SplittableRandom(8);
        ProfileSettings settings = ProfileSettings.standard().withDistinctLimit(1_024);
        double sumOfSquares = 0;
        int rounds = 40;
        for (int round = 0; round < rounds; round++) {
            double[] values = random.doubles(30_000).toArray();
            DistinctCount count = Examples.doubles(settings, values).distinct();
            assertThat(count.exact()).isFalse();
            double deviation = (count.number() / values.length - 1) / count.standardError();
            assertThat(Math.abs(deviation)).isLessThan(4);
            sumOfSquares += deviation * deviation;
        }
        assertThat(Math.sqrt(sumOfSquares / rounds)).isBetween(0.7, 1.4);
    }

    @Test
    void countsNeighbouringNumbersAndTextsAsWellAsRandomOnes() {
        ProfileSettings settings = ProfileSettings.standard();
        long[] numbers = IntStream.range(0, 200_000).asLongStream().toArray();
        String[] texts =
                Arrays.stream(numbers).mapToObj(number -> "DE00" + number).toArray(String[]::new);
        for (ColumnTable.Builder table : List.of(
                ColumnTable.builder(numbers.length).decimals("x", 0, numbers, null),
                ColumnTable.builder(numbers.length).texts("x", texts))) {
            ColumnProfile profile = Examples.only(table, settings);
            assertThat(profile.distinct().number() / numbers.length).isBetween(0.94, 1.06);
            TopValues top = profile.topValues(3);
            assertThat(top.values()).isEmpty();
            assertThat(top.absent()).contains("4096").contains("distinctLimit");
        }
    }

    @Test
    void aBucketIsNoWiderThanItsErrorAllows() {
        Random random = new Random(9);
        for (double error : new double[] {0.25, 0.05, 0.01, 0.001, 0.0001}) {
            int shift = BucketCounts.shift(error);
            for (int round = 0; round < 4_000; round++) {
                double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
                if (value >= Double.MIN_NORMAL && value <= Double.MAX_VALUE) {
                    int index = (int) (Double.doubleToRawLongBits(value) >>> shift);
                    assertThat(value).isGreaterThanOrEqualTo(BucketCounts.edge(index, shift));
                    assertThat(Math.abs(BucketCounts.middle(index, shift) / value - 1))
                            .isLessThanOrEqualTo(error);
                }
            }
        }
        assertThat(BucketCounts.bits(0.01)).as("64 buckets for an octave").isEqualTo(6);
    }

    @Test
    void refusesSettingsOutOfRange() {
        ProfileSettings settings = ProfileSettings.standard();
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withRelativeError(0.3));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withRelativeError(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withMostBuckets(63));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withDistinctLimit(15));
    }

    @Test
    void refusesProfilesOfOtherColumnsOrSettings() {
        List<Column> columns = List.of(Column.of("x", ColumnType.DOUBLE));
        DataProfile profile = DataProfile.empty(columns, ProfileSettings.standard());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile.merge(
                        DataProfile.empty(columns, ProfileSettings.standard().withDistinctLimit(99))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile.merge(
                        DataProfile.empty(List.of(Column.of("x", ColumnType.TEXT)), ProfileSettings.standard())));
    }

    private static ColumnProfile longs(ColumnType type, long... values) {
        return Examples.only(
                ColumnTable.builder(values.length).longs(Column.of("x", type), values, null),
                ProfileSettings.standard());
    }
}
