package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metrify.quality.table.JdbcTable;
import io.metrify.quality.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suites and results of Great Expectations' own tests, on the data that they were made for. */
class RealSuitesTest {

    private static final JsonMapper TREES = new JsonMapper();

    /** What a schema names together with the arguments, but a suite keeps beside them. */
    private static final Set<String> BESIDE_THE_ARGUMENTS =
            Set.of("id", "meta", "notes", "description", "rendered_content", "metadata");

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    /** The passengers, with the name that pandas gives to a column without one, and without values where it says NA. */
    private Table passengers() {
        return JdbcTable.ofQuery(
                connection,
                "SELECT * FROM read_csv('" + RealFiles.path("great-expectations/Titanic.csv")
                        + "', header = true, nullstr = ['', 'NA'], columns = {'Unnamed: 0': 'BIGINT', 'Name': 'VARCHAR',"
                        + " 'PClass': 'VARCHAR', 'Age': 'DOUBLE', 'Sex': 'VARCHAR', 'Survived': 'BIGINT', 'SexCode': 'BIGINT'})");
    }

    private static ExpectationSuite suite(String name) {
        return SuiteJson.read(RealFiles.path("great-expectations/" + name));
    }

    private static SuiteResult evaluated(ExpectationSuite suite, Table table) {
        return SuiteEvaluator.builder(suite)
                .resultFormat(ResultFormat.COMPLETE)
                .build()
                .evaluate(table);
    }

    /**
     * What we leave out of {@code meta} tells of the data source of Great Expectations, which we do not have. The file is from before
     * version 1, when a mean told the counts of its column too; they are compared with those of the check of the column's values.
     */
    @Test
    void thePassengersOfTheTitanicAreJudgedAsByGreatExpectationsFieldByField() throws IOException {
        ExpectationSuite suite = suite("titanic_expectations.json");
        SuiteResult result = evaluated(suite, passengers());
        ValidationRun run = new ValidationRun(null, Instant.parse("1955-11-05T00:00:00Z"), null);

        JsonNode ours = TREES.readTree(SuiteResultJson.write(result, run));
        JsonNode theirs = TREES.readTree(Files.readString(
                RealFiles.path("great-expectations/titanic_expected_data_asset_validate_results.json")));

        assertThat(result.rows()).isEqualTo(1_313);
        Map<String, JsonNode> byKwargs = new HashMap<>();
        ours.get("results").forEach(each -> byKwargs.put(key(each, "type"), each));
        assertThat(byKwargs).hasSize(theirs.get("results").size());
        for (JsonNode their : theirs.get("results")) {
            JsonNode our = byKwargs.get(key(their, "expectation_type"));
            assertThat(our.get("success")).isEqualTo(their.get("success"));
            assertThat(our.get("meta")).isEqualTo(their.get("meta"));
            assertThat(our.at("/expectation_config/kwargs")).isEqualTo(their.at("/expectation_config/kwargs"));
            assertThat(our.at("/expectation_config/meta")).isEqualTo(their.at("/expectation_config/meta"));
            ObjectNode seen = our.get("result").deepCopy();
            if (their.at("/result/observed_value").isNumber()) {
                seen.setAll((ObjectNode) byKwargs.get("expect_column_values_to_be_between "
                                + their.at("/expectation_config/kwargs/column").asText())
                        .get("result"));
            }
            assertSameFields(seen, their.get("result"), key(their, "expectation_type"));
        }
        for (String field : new String[] {"success", "statistics", "suite_parameters"}) {
            assertThat(ours.get(field)).as(field).isEqualTo(theirs.get(field));
        }
        for (String field :
                new String[] {"expectation_suite_name", "run_id", "validation_time", "expectation_suite_meta"}) {
            assertThat(ours.get("meta").get(field))
                    .as(field)
                    .isEqualTo(theirs.get("meta").get(field));
        }
    }

    private static String key(JsonNode result, String typeKey) {
        JsonNode config = result.get("expectation_config");
        return config.get(typeKey).asText() + " " + config.at("/kwargs/column").asText();
    }

    private static void assertSameFields(JsonNode ours, JsonNode theirs, String of) {
        theirs.fieldNames()
                .forEachRemaining(field ->
                        assertThat(ours.get(field)).as("%s of %s", field, of).isEqualTo(theirs.get(field)));
    }

    @Test
    void aSuiteThatAProfilerMadeIsCheckedWholly() {
        ExpectationSuite suite = suite("BasicDatasetProfiler_expectations.json");
        SuiteResult result = evaluated(suite, passengers());

        assertThat(suite.expectations())
                .anySatisfy(each -> assertThat(each.kwargs()).containsEntry("min_value", null));
        assertThat(result.results()).allSatisfy(each -> {
            assertThat(each.error()).isNull();
            assertThat(each.success()).as(each.expectation().toString()).isTrue();
        });
        assertThat(result.results()).hasSize(43);
    }

    @Test
    void aParameterThatNobodyGaveIsAnErrorOfItsExpectation() {
        SuiteResult result = evaluated(suite("parameterized_expectation_suite_fixture.json"), passengers());

        assertThat(result.success()).isFalse();
        assertThat(result.results())
                .allSatisfy(each -> assertThat(each.error())
                        .startsWith("the suite parameter urn:great_expectations:validations:")
                        .contains("has no value; give"));
    }

    /** The schemas say which arguments Great Expectations itself accepts for a type. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExpectColumnValuesToBeBetween",
                "ExpectColumnValuesToNotBeNull",
                "ExpectTableRowCountToBeBetween"
            })
    void argumentsHaveTheNamesOfTheSchemas(String name) throws IOException {
        JsonNode schema = TREES.readTree(Files.readString(RealFiles.path("great-expectations/" + name + ".json")));
        String type = schema.at("/properties/metadata/properties/expectation_type/const")
                .asText();
        Expectation ours = Map.of(
                        "expect_column_values_to_be_between", Expectations.columnValuesToBeBetween("Age", 0, 80),
                        "expect_column_values_to_not_be_null", Expectations.columnValuesToNotBeNull("Name"),
                        "expect_table_row_count_to_be_between", Expectations.tableRowCountToBeBetween(1L, 2_000L))
                .get(type);
        Set<String> allowed = new TreeSet<>();
        schema.get("properties").fieldNames().forEachRemaining(allowed::add);
        allowed.removeAll(BESIDE_THE_ARGUMENTS);

        assertThat(ours.type()).isEqualTo(type);
        assertThat(allowed).containsAll(ours.kwargs().keySet());
        schema.at("/required").forEach(required -> assertThat(ours.kwargs()).containsKey(required.asText()));
        for (String argument : allowed) {
            if (!ours.kwargs().containsKey(argument)) {
                ExpectationSuite suite =
                        ExpectationSuite.of("schema", List.of(ours.with(argument, sample(schema, argument))));
                assertThat(evaluated(suite, passengers()).results().get(0).error())
                        .as(argument)
                        .isNull();
            }
        }
    }

    /** A value that the schema allows. */
    private static Object sample(JsonNode schema, String argument) {
        return switch (argument) {
            case "mostly" -> 0.5;
            case "condition_parser" -> "pandas";
            case "row_condition" -> null;
            case "result_format" -> "SUMMARY";
            default ->
                switch (schema.at("/properties/" + argument + "/type").asText()) {
                    case "boolean" -> false;
                    case "array" -> List.of();
                    case "object" -> Map.of();
                    default -> "x";
                };
        };
    }
}
