package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metrify.model.MetrifyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteJsonTest {

    private static final String SUITE = """
            {
              "id": "7c3f",
              "name": "readings",
              "suite_parameters": {"limit": 5},
              "expectations": [
                {
                  "type": "expect_column_values_to_be_between",
                  "kwargs": {
                    "strict_max": true,
                    "column": "voltage",
                    "max_value": 253.50,
                    "min_value": 9223372036854775808,
                    "nested": [{"b": null, "a": [1E+5, -0.1]}]
                  },
                  "meta": {"notes": "ä"},
                  "severity": "critical",
                  "id": "1"
                }
              ],
              "meta": {"great_expectations_version": "1.2.0"},
              "future": {"key": []}
            }
            """;

    private static final JsonMapper TREES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    private Path folder;

    @Test
    void readsASuiteOfVersion1WithAllItsKeys() {
        ExpectationSuite suite = SuiteJson.read(SUITE);

        assertThat(suite.name()).isEqualTo("readings");
        assertThat(suite.meta()).containsExactly(Map.entry("great_expectations_version", "1.2.0"));
        assertThat(suite.others().keySet()).containsExactly("id", "suite_parameters", "future");
        Expectation expectation = suite.expectations().get(0);
        assertThat(expectation.type()).isEqualTo("expect_column_values_to_be_between");
        assertThat(expectation.kwargs().keySet())
                .containsExactly("strict_max", "column", "max_value", "min_value", "nested");
        assertThat(expectation.others()).containsExactly(Map.entry("severity", "critical"), Map.entry("id", "1"));
    }

    @Test
    void keepsEveryDigitOfANumber() {
        Map<String, @Nullable Object> kwargs =
                SuiteJson.read(SUITE).expectations().get(0).kwargs();
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("b", null);
        parameters.put("a", List.of(new BigDecimal("1E+5"), new BigDecimal("-0.1")));

        assertThat(kwargs.get("max_value")).isEqualTo(new BigDecimal("253.50"));
        assertThat(kwargs.get("min_value")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(kwargs.get("nested")).isEqualTo(List.of(parameters));
        assertThat(SuiteJson.read(SUITE).others().get("suite_parameters")).isEqualTo(Map.of("limit", 5L));
        assertThat(SuiteJson.write(SuiteJson.read(SUITE)))
                .contains("\"max_value\": 253.50", "9223372036854775808", "1E+5");
    }

    @Test
    void losesNothingWhenWritten() throws IOException {
        String written = SuiteJson.write(SuiteJson.read(SUITE));

        assertThat(TREES.readTree(written)).isEqualTo(TREES.readTree(SUITE));
        assertThat(SuiteJson.read(written)).isEqualTo(SuiteJson.read(SUITE));
        assertThat(SuiteJson.write(SuiteJson.read(written))).isEqualTo(written);
    }

    @Test
    void readsAndWritesTheNamesOfEarlierVersions() throws IOException {
        String old = """
                {
                  "expectation_suite_name": "readings",
                  "data_asset_type": "Dataset",
                  "ge_cloud_id": null,
                  "expectations": [
                    {"expectation_type": "expect_column_to_exist", "kwargs": {"column": "voltage"}, "meta": {}}
                  ],
                  "meta": {"great_expectations_version": "0.15.2"}
                }
                """;
        ExpectationSuite suite = SuiteJson.read(old);

        assertThat(suite.name()).isEqualTo("readings");
        assertThat(suite.others().keySet()).containsExactly("data_asset_type", "ge_cloud_id");
        assertThat(suite.expectations().get(0).type()).isEqualTo("expect_column_to_exist");
        assertThat(TREES.readTree(SuiteJson.writeBeforeVersion1(suite))).isEqualTo(TREES.readTree(old));
        assertThat(TREES.readTree(SuiteJson.write(suite)))
                .isEqualTo(TREES.readTree(
                        old.replace("expectation_suite_name", "name").replace("expectation_type", "type")));
    }

    @Test
    void takesWhatIsAbsentForEmpty() {
        ExpectationSuite bare = SuiteJson.read("{\"name\": \"n\"}");

        assertThat(bare).isEqualTo(ExpectationSuite.of("n", List.of()));
        assertThat(SuiteJson.read("{\"name\": \"n\", \"expectations\": null, \"meta\": null}"))
                .isEqualTo(bare);
        assertThat(SuiteJson.read("{\"name\": \"n\", \"expectations\": [{\"type\": \"t\", \"kwargs\": null}]}")
                        .expectations())
                .containsExactly(Expectation.of("t", Map.of()));
        assertThat(SuiteJson.write(bare))
                .isEqualTo("{\n  \"name\": \"n\",\n  \"expectations\": [],\n  \"meta\": {}\n}");
    }

    @Test
    void readsFilesAndStreams() throws IOException {
        Path file = Files.writeString(folder.resolve("suite.json"), "\ufeff" + SUITE);
        boolean[] closed = {false};
        InputStream stream = new ByteArrayInputStream(SUITE.getBytes(StandardCharsets.UTF_16LE)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        assertThat(SuiteJson.read(file)).isEqualTo(SuiteJson.read(SUITE));
        assertThat(SuiteJson.read(stream)).isEqualTo(SuiteJson.read(SUITE));
        assertThat(closed[0]).isFalse();
    }

    @Test
    void saysWhichFileCannotBeRead() throws IOException {
        Path absent = folder.resolve("absent.json");
        Path malformed = Files.writeString(folder.resolve("malformed.json"), "{\"name\": 5}");

        assertThatExceptionOfType(MetrifyException.class)
                .isThrownBy(() -> SuiteJson.read(absent))
                .withMessageContaining("absent.json cannot be read")
                .withCauseInstanceOf(IOException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteJson.read(malformed))
                .withMessageContaining("malformed.json cannot be read at its top: the name is 5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^ | at its top (line 1, column 1): it is empty",
                "[] | at its top: a list stands where an object was expected",
                "5 | at its top: 5 stands where an object was expected",
                "{} | at its top: the name is nothing; give a text",
                "{\"name\": \" \"} | the name is an empty text",
                "{\"name\": {}} | the name is an object",
                "{\"name\": \"a\", \"expectation_suite_name\": \"b\"} | both name and expectation_suite_name",
                "{\"name\": \"a\", \"expectations\": {}} | at /expectations: an object stands where a list was expected",
                "{\"name\": \"a\", \"expectations\": [5]} | at /expectations/0: 5 stands where an object",
                "{\"name\": \"a\", \"expectations\": [{\"type\": \"t\"}, {}]} | at /expectations/1: the type is nothing",
                "{\"name\": \"a\", \"expectations\": [{\"type\": \"t\", \"kwargs\": []}]} | at /expectations/0/kwargs: a list",
                "{\"name\": \"a\", \"expectations\": [{\"type\": \"t\", \"meta\": \"x\"}]} | at /expectations/0/meta: a text",
                "{\"name\": \"a\", \"meta\": []} | at /meta: a list stands where",
                "{\"name\": \"a\", \"name\": \"b\"} | Duplicate field 'name'",
                "{\"name\": \"a\"} {} | there is more after its end",
                "{\"name\": \"a\"} x | cannot be read at its top",
                "{\"name\": \"a\", \"limit\": NaN} | at /limit (line 1, column",
                "{\"name\": \"a\", \"limit\": -Infinity} | at /limit",
                "{\"name\": \"a\", \"limit\": 1e1001} | has an exponent beyond 1000",
                "{\"name\": \"a\", \"limit\": 1e-999999999} | has an exponent beyond 1000",
                "{\"name\": \"a\", \"limit\": 1e99999999999} | has an exponent beyond 1000",
                "{\"name\": /* no */ \"a\"} | cannot be read",
                "{\"name\": \"a\",} | cannot be read",
                "{'name': 'a'} | cannot be read",
                "{\"name\": \"a | cannot be read",
                "{\"name\": | cannot be read",
            })
    void refusesWhatIsNoSuiteWithThePlaceAndTheReason(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteJson.read(text))
                .withMessageStartingWith("the suite cannot be read at ")
                .withMessageContaining(reason)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("enable", "Feature", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void refusesWhatIsNestedTooDeeply(String opening) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteJson.read("{\"name\": \"a\", \"x\": " + opening.repeat(100_000)))
                .withMessageContaining("nesting depth");
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteJson.read("{\"name\": \"" + "n".repeat(1_100_000) + "\"}"))
                .withMessageContaining("exceeds the maximum");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteJson.read("{\"" + "n".repeat(11_000) + "\": 1}"))
                .withMessageContaining("exceeds the maximum");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteJson.read("{\"name\": " + "9".repeat(1_001) + "}"))
                .withMessageContaining("exceeds the maximum");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteJson.read("{\"name\": \"a\", \"x\": [" + "[],".repeat(1_100_000)))
                .withMessageContaining("exceeds the maximum");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteJson.read(" ".repeat(JsonReader.LONGEST + 1)))
                .withMessageContaining("is too long");
    }

    @Test
    void refusesAStreamWithoutEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteJson.read(endless))
                .withMessageContaining("exceeds the maximum");
    }

    @Test
    void writesOnlyWhatCanBeReadAgain() {
        Map<String, @Nullable Object> cyclic = new LinkedHashMap<>();
        cyclic.put("itself", cyclic);

        refusesToWrite(Map.of("limit", Double.NaN), "at /expectations/0/kwargs/limit", "NaN is no number of JSON");
        refusesToWrite(Map.of("limit", Float.POSITIVE_INFINITY), "Infinity is no number of JSON");
        refusesToWrite(Map.of("limit", new Object()), "java.lang.Object is no value of JSON");
        refusesToWrite(Map.of("limit", Map.of(5, 5)), "the key 5 is no text");
        refusesToWrite(Map.of("limit", cyclic), "more than 100 deep");
    }

    private static void refusesToWrite(Map<String, @Nullable Object> kwargs, String... reasons) {
        ExpectationSuite suite = ExpectationSuite.of("a", List.of(Expectation.of("t", kwargs)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteJson.write(suite))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(reasons));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "expectation_suite_name", "expectations", "meta"})
    void refusesFurtherKeysThatHaveAPlaceOfTheirOwn(String key) {
        ExpectationSuite suite = new ExpectationSuite("a", List.of(), Map.of(), Map.of(key, "x"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteJson.write(suite))
                .withMessageContaining("a further key of the suite is " + key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "titanic_expectations.json",
                "BasicDatasetProfiler_expectations.json",
                "parameterized_expectation_suite_fixture.json"
            })
    void keepsARealSuiteWhole(String name) throws IOException {
        Path file = RealFiles.path("great-expectations/" + name);
        ExpectationSuite suite = SuiteJson.read(file);
        JsonNode original = renamed(TREES.readTree(Files.readString(file)), "name", "type");

        assertThat(TREES.readTree(SuiteJson.write(suite))).isEqualTo(original);
        assertThat(SuiteJson.read(SuiteJson.write(suite))).isEqualTo(suite);
        JsonNode old = TREES.readTree(SuiteJson.writeBeforeVersion1(suite));
        assertThat(old).isEqualTo(renamed(original, "expectation_suite_name", "expectation_type"));
        assertThat(SuiteJson.read(old.toString())).isEqualTo(suite);
    }

    /** A suite under the names of a version, with the objects that are always written. */
    private static JsonNode renamed(JsonNode suite, String name, String type) {
        ObjectNode renamed = suite.deepCopy();
        rename(renamed, List.of("name", "expectation_suite_name"), name);
        for (JsonNode expectation : renamed.get("expectations")) {
            rename((ObjectNode) expectation, List.of("type", "expectation_type"), type);
        }
        return renamed;
    }

    private static void rename(ObjectNode object, List<String> from, String to) {
        for (String key : from) {
            JsonNode value = object.remove(key);
            if (value != null) {
                object.set(to, value);
            }
        }
        if (!object.has("meta")) {
            object.putObject("meta");
        }
    }
}
