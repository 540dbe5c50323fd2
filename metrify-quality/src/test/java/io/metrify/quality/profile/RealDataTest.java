package io.metrify.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Profiles of columns of real files against sorting and {@link BigDecimal}. */
class RealDataTest {

    private static final String UCI =
            "meters/uci-household/household_power_consumption_raw_2006-12-16_2006-12-27.txt.gz";
    private static final String SMARD = "grid/smard/Realisierter_Stromverbrauch_2025_quarterhour_DE.csv.gz";

    @Test
    void isExactOrWithinOnePercentOnAHousehold() throws IOException {
        checkAll(column(UCI, ";", 2), 10_000);
        checkAll(column(UCI, ";", 4), 10_000);
        checkAll(column(UCI, ";", 5), 10_000);
        checkAll(column(UCI, ";", 8), 10_000);
    }

    @Test
    void isExactOrWithinOnePercentOnTheLoadOfACountry() throws IOException {
        checkAll(column(SMARD, ",", 2), 30_000);
        checkAll(column(SMARD, ",", 4), 30_000);
        checkAll(column(SMARD, ",", 5), 30_000);
    }

    @Test
    void isExactOrWithinOnePercentOnAMeterAndItsWeather() throws IOException {
        checkAll(column("meters/eemeter/uk-electricity-hdd-only-hourly-sample-0.csv.gz", ",", 1), 20_000);
        checkAll(column("meters/eemeter/uk-tempC-sample-0.csv.gz", ",", 2), 20_000);
        checkAll(column("meters/eemeter/il-tempF.csv.gz", ",", 1), 15_000);
    }

    private static void checkAll(double[] values, int least) {
        assertThat(values.length).isGreaterThan(least);
        check(values, ProfileSettings.standard());
        check(values, ProfileSettings.standard().withDistinctLimit(16));
        check(
                values,
                ProfileSettings.standard()
                        .withRelativeError(0.001)
                        .withMostBuckets(65_536)
                        .withDistinctLimit(16));
    }

    private static void check(double[] values, ProfileSettings settings) {
        ColumnProfile profile = Examples.doubles(settings, values);
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        assertThat(profile.count()).isEqualTo(sorted.length);
        assertThat(profile.missing()).isEqualTo(values.length - sorted.length);
        double error = profile.hasExactQuantiles() ? 0 : settings.relativeError();
        for (int part = 0; part <= 1_000; part++) {
            double exact = sorted[(int) (part / 1_000.0 * (sorted.length - 1))];
            assertThat(Math.abs(profile.quantile(part / 1_000.0) - exact))
                    .as("%s per mille", part)
                    .isLessThanOrEqualTo(error * Math.abs(exact));
        }
        assertThat(profile.minimum()).contains(sorted[0]);
        assertThat(profile.maximum()).contains(sorted[sorted.length - 1]);
        BigDecimal sum = Arrays.stream(sorted).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(profile.sum().orElseThrow()).isEqualByComparingTo(sum);
        BigDecimal n = BigDecimal.valueOf(sorted.length);
        BigDecimal mean = sum.divide(n, new MathContext(100));
        assertThat(profile.mean()).isEqualTo(mean.doubleValue());
        BigDecimal spread = Arrays.stream(sorted)
                .mapToObj(value -> new BigDecimal(value).subtract(mean).pow(2, new MathContext(60)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(profile.standardDeviation())
                .isEqualTo(spread.divide(n.subtract(BigDecimal.ONE), new MathContext(60))
                        .sqrt(new MathContext(40))
                        .doubleValue());
        double different = Arrays.stream(sorted).distinct().count();
        DistinctCount count = profile.distinct();
        assertThat(Math.abs(count.number() - different)).isLessThanOrEqualTo(4 * count.standardError() * different);
    }

    /** A column of a file, without its head; NaN where it is empty or no number. */
    private static double[] column(String path, String separator, int column) throws IOException {
        return lines(path, line -> {
            String[] fields = line.split(separator, -1);
            String field = column < fields.length ? fields[column].strip() : "";
            return field.matches("-?[0-9.]+(e-?[0-9]+)?") ? Double.parseDouble(field) : Double.NaN;
        });
    }

    private static double[] lines(String path, Function<String, Double> value) throws IOException {
        String directory = System.getProperty("metrify.data");
        assumeTrue(directory != null, "give the directory of the real files with -Dmetrify.data=DIR to run this test");
        Path file = Path.of(directory).resolve(path);
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).mapToDouble(value::apply).toArray();
        }
    }
}
