package io.metrify.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.quality.table.JdbcTable;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The hospital table of HoloClean: 1,000 rows in which 509 cells were made wrong, 15 denial constraints, and the truth of every
 * cell. A cell is found if an expectation lists it as unexpected.
 */
class HospitalTest {

    private static final double LEAST_RECALL = 0.60;

    private Connection connection;

    private record Cell(long row, String column) {}

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void findsMostOfTheWrongCellsByDependenciesBetweenColumns() throws IOException, SQLException {
        List<Expectation> dependencies =
                DenialConstraints.parse(Files.readAllLines(RealFiles.path("holoclean/hospital_constraints.txt")));
        SuiteResult result = SuiteEvaluator.builder(ExpectationSuite.of("hospital", dependencies))
                .resultFormat(ResultFormat.COMPLETE)
                .build()
                .evaluate(JdbcTable.ofQuery(connection, "SELECT * FROM " + csv("hospital.csv")));

        Set<String> constrained = dependencies.stream()
                .map(dependency -> (String) dependency.kwargs().get("column"))
                .collect(Collectors.toSet());
        Set<Cell> wrong = wrongCells();
        Set<Cell> judgeable = wrong.stream()
                .filter(cell -> constrained.contains(cell.column()))
                .collect(Collectors.toSet());
        Set<Cell> found = new HashSet<>();
        for (ExpectationResult each : result.results()) {
            assertThat(each.error()).as(each.expectation().toString()).isNull();
            String column = (String) each.expectation().kwargs().get("column");
            for (Object row : (List<?>) each.result().get("unexpected_index_list")) {
                found.add(new Cell(((Number) row).longValue(), column));
            }
        }
        Set<Cell> right = new HashSet<>(found);
        right.retainAll(wrong);
        Set<Cell> missed = new HashSet<>(judgeable);
        missed.removeAll(found);
        Set<Cell> falseAlarms = new HashSet<>(found);
        falseAlarms.removeAll(wrong);

        double recall = right.size() / (double) judgeable.size();
        System.out.printf(
                Locale.ROOT,
                "hospital: %d rows, %d wrong cells, %d of them in the %d constrained columns; %d cells found, %d of them wrong;"
                        + " recall %.4f of the constrained, %.4f of all; precision %.4f%nmissed %s%nfalse alarms %s%n",
                result.rows(),
                wrong.size(),
                judgeable.size(),
                constrained.size(),
                found.size(),
                right.size(),
                recall,
                right.size() / (double) wrong.size(),
                right.size() / (double) found.size(),
                byColumn(missed),
                byColumn(falseAlarms));
        assertThat(result.rows()).isEqualTo(1_000);
        assertThat(wrong).hasSize(509);
        assertThat(recall).isGreaterThanOrEqualTo(LEAST_RECALL);
    }

    /** The cells that differ from the truth, which is a table of cells. */
    private Set<Cell> wrongCells() throws SQLException {
        Map<Cell, String> truth = new HashMap<>();
        Set<Cell> wrong = new HashSet<>();
        try (Statement statement = connection.createStatement()) {
            ResultSet cells =
                    statement.executeQuery("SELECT tid, attribute, correct_val FROM " + csv("hospital_clean.csv"));
            while (cells.next()) {
                truth.put(new Cell(cells.getLong(1), cells.getString(2)), String.valueOf(cells.getString(3)));
            }
            ResultSet rows = statement.executeQuery("SELECT * FROM " + csv("hospital.csv"));
            for (long row = 0; rows.next(); row++) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    Cell cell = new Cell(row, rows.getMetaData().getColumnLabel(column));
                    if (!truth.get(cell).equals(String.valueOf(rows.getString(column)))) {
                        wrong.add(cell);
                    }
                }
            }
        }
        assertThat(truth).hasSize(19_000);
        return wrong;
    }

    private static String csv(String name) {
        return "read_csv('" + RealFiles.path("holoclean/" + name) + "', header = true, all_varchar = true)";
    }

    private static Map<String, Long> byColumn(Set<Cell> cells) {
        return cells.stream().collect(Collectors.groupingBy(Cell::column, TreeMap::new, Collectors.counting()));
    }
}
