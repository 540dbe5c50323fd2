package io.metrify.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.Secret;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.com/metrify, verify-full",
        "jdbc:postgresql://127.0.0.1.example.com/metrify, verify-full",
        "'jdbc:postgresql://localhost,db.example.com/metrify', verify-full",
        "jdbc:postgresql://localhost:5433/metrify, prefer",
        "jdbc:postgresql://127.0.0.1/metrify, prefer",
        "jdbc:postgresql://[::1]/metrify, prefer",
        "jdbc:postgresql:metrify, prefer"
    })
    void aServerThatIsNotThisMachineMustProveWhoItIs(String url, String mode) {
        assertThat(PostgresSettings.of(url).driverProperties()).containsEntry("sslmode", mode);
    }

    @Test
    void anAddressThatNamesItsModeKeepsIt() {
        assertThat(PostgresSettings.of("jdbc:postgresql://db.example.com/metrify?sslmode=disable")
                        .driverProperties())
                .doesNotContainKey("sslmode");
    }

    @Test
    void showsNoSecret() {
        PostgresSettings settings =
                PostgresSettings.of("jdbc:postgresql://db.example.com/metrify?user=me", "me", Secret.of("sesame"));

        assertThat(settings).hasToString("jdbc:postgresql://db.example.com/metrify");
        assertThat(settings.password()).hasToString("[secret]");
        assertThat(settings.driverProperties()).containsEntry("password", "sesame");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/metrify?user=me&password=sesame",
                "jdbc:postgresql://db/metrify?Password=sesame",
                "jdbc:postgresql://db/metrify?sslpassword=sesame",
                "jdbc:postgresql://db/metrify;password=sesame",
                "jdbc:postgresql://me:sesame@db:5432/metrify",
                "jdbc:postgresql://sesame@db/metrify",
                "postgresql://me:sesame@db/metrify",
                "jdbc:postgres://me:sesame@db/metrify"
            })
    void refusesAPasswordInTheAddressWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> PostgresSettings.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give the password as a Secret")
                .hasMessageNotContaining("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jdbc:duckdb:x", "postgresql://db/metrify", "jdbc:postgresql://db:port/metrify"})
    void refusesWhatIsNoAddress(String url) {
        assertThatThrownBy(() -> PostgresSettings.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://host:port/database");
    }

    @Test
    void refusesValuesThatCannotWork() {
        PostgresSettings settings = PostgresSettings.of("jdbc:postgresql://db/metrify");

        assertThatThrownBy(() -> settings.withConnections(1)).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> settings.withRole("x; DROP TABLE readings")).hasMessageContaining("no plain name");
        assertThatThrownBy(
                        () -> new PostgresTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ofSeconds(9)))
                .hasMessageContaining("longer than a statement");
        assertThatThrownBy(() -> new PostgresTimeouts(Duration.ZERO, Duration.ofSeconds(9), Duration.ofSeconds(19)))
                .hasMessageContaining("at least a second");
        assertThatThrownBy(() -> new PostgresTimeouts(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(19)))
                .hasMessageContaining("at least a millisecond");
    }

    @Test
    void tellsTheDriverWhatWasSet() {
        PostgresSettings settings = PostgresSettings.of("jdbc:postgresql://db/metrify", "me", Secret.NONE)
                .withRootCertificate(Path.of("ca.pem"))
                .withRole("reader")
                .withTimeouts(
                        new PostgresTimeouts(Duration.ofSeconds(3), Duration.ofMillis(1500), Duration.ofSeconds(9)));

        assertThat(settings.driverProperties())
                .containsEntry("user", "me")
                .containsEntry("sslrootcert", "ca.pem")
                .containsEntry("connectTimeout", "3")
                .containsEntry("socketTimeout", "9")
                .doesNotContainKey("password");
        assertThat(settings.sessionSettings())
                .contains("statement_timeout = 1500", "lock_timeout = 1500", "SET ROLE reader");
        assertThat(settings.withoutRole().sessionSettings()).doesNotContain("ROLE");
    }
}
