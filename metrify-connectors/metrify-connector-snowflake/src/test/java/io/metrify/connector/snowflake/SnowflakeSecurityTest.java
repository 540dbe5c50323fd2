package io.metrify.connector.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.jdbc.Table;
import io.metrify.connector.jdbc.WarehouseTables;
import io.metrify.testkit.snowflake.ExecutedStatement;
import io.metrify.testkit.snowflake.SnowflakeServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnowflakeSecurityTest {

    private static final String MASKED = "SET MASKING POLICY";

    private final SnowflakeSettings settings = LocalSnowflake.defined();
    private final SnowflakeSecurity security = new SnowflakeSecurity(settings.place(), "METRIFY");

    /** The local server records roles, grants and policies without carrying them out; tables and views come to be. */
    @Test
    void theDriverTakesEveryStatement() throws Exception {
        SnowflakeServer server = LocalSnowflake.server();
        server.forgetStatements();
        try (SnowflakeConnections connections = new SnowflakeConnections(settings, "security");
                Connection connection = connections.writer();
                Statement statement = connection.createStatement()) {
            for (String sql : security.statements()) {
                statement.execute(sql);
            }
            assertThat(statement.executeQuery("SELECT * FROM hourly_by_region").next())
                    .isFalse();
        }
        List<String> carriedOut = server.statements().stream()
                .filter(statement -> statement.outcome() == ExecutedStatement.Outcome.CARRIED_OUT)
                .map(ExecutedStatement::sql)
                .map(sql -> sql.split(" ", 3)[0] + " " + sql.split(" ", 3)[1])
                .distinct()
                .toList();
        assertThat(carriedOut).containsExactly("CREATE TABLE", "INSERT INTO", "CREATE SECURE", "SELECT *");
        assertThat(server.recordedStatements()).hasSizeGreaterThan(50);
    }

    @Test
    void analystsReadViewsOnly() {
        assertThat(security.statements())
                .filteredOn(sql -> sql.endsWith("TO ROLE METRIFY_ANALYST") && !sql.startsWith("GRANT USAGE"))
                .isNotEmpty()
                .allMatch(sql -> sql.startsWith("GRANT SELECT ON VIEW "));
    }

    @Test
    void everyColumnThatNamesAMeterIsMasked() {
        for (Table table : WarehouseTables.all()) {
            boolean namesMeters = table.columns().stream()
                    .anyMatch(column ->
                            column.name().equals("meter_id") || column.name().equals("subject"));
            assertThat(security.policies().stream()
                            .anyMatch(
                                    sql -> sql.contains("." + table.name() + " MODIFY COLUMN") && sql.contains(MASKED)))
                    .as(table.name())
                    .isEqualTo(namesMeters);
        }
    }

    @Test
    void loadersCannotDeleteWhatWasReadOrHowFarTheyCame() {
        assertThat(security.grants())
                .filteredOn(sql -> sql.endsWith("TO ROLE METRIFY_LOADER") && sql.contains("DELETE"))
                .noneMatch(sql -> sql.contains(".readings ")
                        || sql.contains(".dead_letters ")
                        || sql.contains(".ingest_progress "));
    }

    /** IS_ROLE_IN_SESSION compares with the name as Snowflake keeps it; a loader who is masked would merge by pseudonyms. */
    @Test
    void policiesNameRolesInTheCaseThatSnowflakeKeeps() {
        assertThat(new SnowflakeSecurity(settings.place(), "nightly").policies())
                .filteredOn(sql -> sql.contains("IS_ROLE_IN_SESSION('"))
                .hasSize(3)
                .allMatch(sql -> sql.contains("IS_ROLE_IN_SESSION('NIGHTLY_LOADER')")
                        && sql.contains("IS_ROLE_IN_SESSION('NIGHTLY_STEWARD')"));
    }

    @Test
    void aRegionIsSeenThroughSecondaryAndInheritedRolesToo() {
        assertThat(security.policies())
                .filteredOn(sql -> sql.startsWith("CREATE ROW ACCESS POLICY"))
                .singleElement()
                .asString()
                .contains("IS_ROLE_IN_SESSION(role_name)")
                .doesNotContain("CURRENT_ROLE()");
    }

    /** The statements may be executed again, when the salt's table is there. */
    @Test
    void nobodyIsGrantedTheSalt() {
        assertThat(security.grants()).noneMatch(sql -> sql.contains("metrify_salt") || sql.contains("ALL TABLES"));
    }
}
