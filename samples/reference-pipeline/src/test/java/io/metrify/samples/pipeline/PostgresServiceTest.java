package io.metrify.samples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.Progress;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.testkit.server.EmbeddedPostgresServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServiceTest {

    @TempDir
    private Path directory;

    @Test
    void aDatabaseThatTheEnvironmentNamesIsUsedInsteadOfAnEmbeddedOne() {
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start()) {
            Path unused = directory.resolve("postgres");
            String url = server.jdbcUrl().replace("?user=" + server.user(), "");
            Map<String, String> environment = Map.of(
                    "METRIFY_POSTGRES_URL",
                    url,
                    "METRIFY_POSTGRES_USER",
                    server.user(),
                    "METRIFY_POSTGRES_PASSWORD",
                    "not asked for");
            try (PostgresService service = PostgresService.start(unused, environment);
                    JdbcWarehouse warehouse = service.open("test")) {
                assertThat(warehouse.load()).isEqualTo(Progress.NONE);
            }
            assertThat(unused).doesNotExist();
        }
    }

    @Test
    void aWrongAddressIsABadCall() {
        assertThatThrownBy(() -> PostgresService.start(directory, Map.of("METRIFY_POSTGRES_URL", "db.example.com")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://host:port/database");
    }
}
