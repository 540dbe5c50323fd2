package io.metrify.samples.pipeline;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.connector.jdbc.WarehouseTables;
import io.metrify.quality.expectation.ExpectationResult;
import io.metrify.quality.expectation.ExpectationSuite;
import io.metrify.quality.expectation.SuiteEvaluator;
import io.metrify.quality.expectation.SuiteResult;
import io.metrify.quality.expectation.SuiteResultJson;
import io.metrify.quality.expectation.ValidationRun;
import io.metrify.quality.profile.DataProfile;
import io.metrify.quality.profile.ProfileJson;
import io.metrify.quality.table.JdbcTable;
import io.metrify.quality.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

/** The stored readings taken as a table: what it holds, and how the expectations of a suite came out on it. */
final class TableFiles {

    private static final String PROFILE = "profile.json";
    private static final String RESULT = "validation-result.json";

    /** Columns by their names on the wire, whatever a database makes of names that are not quoted. */
    private static final String READINGS = WarehouseTables.READINGS.columns().stream()
            .map(column -> column.sql() + " AS \"" + column.name() + "\"")
            .collect(Collectors.joining(", ", "SELECT ", " FROM readings"));

    private final Table readings;
    private final Path directory;

    /**
     * The files of a run.
     *
     * @param warehouse queries on the warehouse that the run filled; it stays open
     * @param directory where they go; it must exist
     */
    TableFiles(WarehouseQueries warehouse, Path directory) {
        this.readings = JdbcTable.ofQuery(warehouse.connection(), READINGS);
        this.directory = directory;
    }

    /** Removes what an earlier run into the same directory said of a suite. */
    void forgetCheck() throws IOException {
        Files.deleteIfExists(directory.resolve(RESULT));
    }

    /** Writes counts, ranges, sums, quantiles and frequent values of every column. */
    void writeProfile() throws IOException {
        Files.writeString(directory.resolve(PROFILE), ProfileJson.of(DataProfile.of(readings)));
    }

    /**
     * Checks a suite and writes the result as Great Expectations does.
     *
     * @param suite what is expected of the stored readings
     * @param name the name of the run
     * @param now when it is checked
     * @return what came out, in a sentence
     */
    String check(ExpectationSuite suite, String name, Instant now) throws IOException {
        SuiteResult result = SuiteEvaluator.of(suite).evaluate(readings);
        Files.writeString(directory.resolve(RESULT), SuiteResultJson.write(result, ValidationRun.of(name, now)));
        long met = result.results().stream().filter(ExpectationResult::success).count();
        return met + " of " + result.results().size() + " expectations of " + suite.name() + " are met; " + RESULT
                + " says what was seen";
    }
}
