package io.metrify.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.SinkException;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.testkit.server.EmbeddedPostgresServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server must prove who it is by a certificate that this side trusts, and that names it. */
class PostgresTlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    @Test
    void onlyAServerWhoseCertificateIsTrustedAndNamesItIsTalkedTo() throws Exception {
        KeyStore server = keyPair("server", "dns:localhost");
        KeyStore stranger = keyPair("stranger", "dns:localhost");
        try (EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start()) {
            enableTls(postgres, server);
            PostgresSettings strict = PostgresSettings.of(postgres.jdbcUrl() + "&sslmode=verify-full");
            PostgresSettings trusting = strict.withRootCertificate(certificateFile("server", server));
            PostgresWarehouse.migrate(trusting);

            try (JdbcWarehouse warehouse = PostgresWarehouse.open(trusting, "test");
                    Connection connection = warehouse.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getBoolean(1)).isTrue();
                assertThat(row.getString(2)).isEqualTo("TLSv1.3");
            }
            assertRefused(strict.withRootCertificate(certificateFile("stranger", stranger)));
            assertRefused(strict.withRootCertificate(directory.resolve("missing.pem")));
            assertRefused(
                    PostgresSettings.of(postgres.jdbcUrl().replace("localhost", "127.0.0.1") + "&sslmode=verify-full")
                            .withRootCertificate(directory.resolve("server.pem")));
        }
    }

    private static void assertRefused(PostgresSettings settings) {
        assertThatThrownBy(() -> PostgresWarehouse.open(settings, "test"))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("proves who it is by a certificate this side trusts");
    }

    /** The server writes the files itself, into its own directory and for nobody else to read, as it demands. */
    private static void enableTls(EmbeddedPostgresServer postgres, KeyStore keys) throws Exception {
        Key key = keys.getKey("tls", PASSWORD.toCharArray());
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            write(statement, "server.key", pem("PRIVATE KEY", key.getEncoded()));
            write(statement, "server.crt", pem("CERTIFICATE", certificate(keys).getEncoded()));
            statement.execute("ALTER SYSTEM SET ssl = on");
        }
        postgres.restart();
    }

    private static void write(Statement statement, String file, String text) throws Exception {
        String lines = String.join("'), ('", text.strip().split("\n"));
        statement.execute("COPY (VALUES ('" + lines + "')) TO PROGRAM 'cat > " + file + " && chmod 600 " + file + "'");
    }

    private Path certificateFile(String name, KeyStore keys) throws Exception {
        return Files.writeString(
                directory.resolve(name + ".pem"),
                pem("CERTIFICATE", certificate(keys).getEncoded()));
    }

    private static Certificate certificate(KeyStore keys) throws Exception {
        return keys.getCertificate("tls");
    }

    private KeyStore keyPair(String name, String subjectAlternativeName) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-Duser.language=en",
                        "-genkeypair",
                        "-alias",
                        "tls",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=metrify test",
                        "-ext",
                        "san=" + subjectAlternativeName,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(() -> "keytool").isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content)
                + "\n-----END " + what + "-----\n";
    }
}
