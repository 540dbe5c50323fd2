package io.metrify.connector.postgres;

import io.metrify.connector.api.Secret;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * How to reach a database.
 *
 * @param url a JDBC address such as {@code jdbc:postgresql://db.example.com/metrify}; never with a password. Unless it names an
 *     {@code sslmode}, the server must prove who it is ({@code verify-full}); only on a loopback address it need not
 * @param user who connects; empty for the one the address or the operating system names
 * @param password their password
 * @param rootCertificate the certificates that servers are trusted by, in PEM; empty for those in the driver's usual place
 * @param role the role whose rights the connections have, if not those of the user; {@link #APPLICATION_ROLE} has what a pipeline
 *     needs and no more
 * @param connections how many connections are open at most, at least 2, as building facts reads while it writes
 * @param timeouts how long the database may take
 */
public record PostgresSettings(
        String url,
        Optional<String> user,
        Secret password,
        Optional<Path> rootCertificate,
        Optional<String> role,
        int connections,
        PostgresTimeouts timeouts) {

    /** The role that the migrations make and give the rights that a pipeline needs. */
    public static final String APPLICATION_ROLE = "metrify_application";

    private static final int FEWEST_CONNECTIONS = 2;
    private static final int USUAL_CONNECTIONS = 4;
    private static final int ROWS_PER_FETCH = 10_000;

    /** As a parameter, wherever somebody puts it, or as libpq's addresses have it: {@code user:password@host}. */
    private static final Pattern SECRET = Pattern.compile("password\\s*=|^[^?]*@", Pattern.CASE_INSENSITIVE);

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d+){3}|\\[?::1]?");

    /** Checks the address and ranges. */
    public PostgresSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(timeouts, "timeouts");
        if (SECRET.matcher(url).find()) {
            throw new IllegalArgumentException(
                    "the address of the database holds a user or a password, which would end in logs; write"
                            + " jdbc:postgresql://host:port/database, and give the password as a Secret");
        }
        if (!url.startsWith("jdbc:postgresql:") || Driver.parseURL(url, new Properties()) == null) {
            throw new IllegalArgumentException("\"" + url
                    + "\" is no address of a PostgreSQL database; write jdbc:postgresql://host:port/database");
        }
        if (connections < FEWEST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    connections + " connections are too few to read while writing; use at least " + FEWEST_CONNECTIONS);
        }
        role.ifPresent(name -> {
            if (!PLAIN_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is no plain name of a role; use lower-case letters, digits and _");
            }
        });
    }

    /**
     * The settings that most need.
     *
     * @param url the address
     * @param user who connects
     * @param password their password
     * @return settings with everything else as usual
     */
    public static PostgresSettings of(String url, String user, Secret password) {
        return new PostgresSettings(
                url,
                Optional.of(user),
                password,
                Optional.empty(),
                Optional.empty(),
                USUAL_CONNECTIONS,
                PostgresTimeouts.standard());
    }

    /**
     * The settings of a database that asks for no password, such as one inside a test.
     *
     * @param url the address, which names the user
     * @return settings with everything else as usual
     */
    public static PostgresSettings of(String url) {
        return new PostgresSettings(
                url,
                Optional.empty(),
                Secret.NONE,
                Optional.empty(),
                Optional.empty(),
                USUAL_CONNECTIONS,
                PostgresTimeouts.standard());
    }

    /**
     * The same with the rights of a role.
     *
     * @param name the role, of which the user must be a member
     * @return a copy
     */
    public PostgresSettings withRole(String name) {
        return new PostgresSettings(url, user, password, rootCertificate, Optional.of(name), connections, timeouts);
    }

    /**
     * The same with the rights of the user, as migrations need them.
     *
     * @return a copy
     */
    public PostgresSettings withoutRole() {
        return new PostgresSettings(url, user, password, rootCertificate, Optional.empty(), connections, timeouts);
    }

    /**
     * The same with certificates to trust.
     *
     * @param pem a file of certificates
     * @return a copy
     */
    public PostgresSettings withRootCertificate(Path pem) {
        return new PostgresSettings(url, user, password, Optional.of(pem), role, connections, timeouts);
    }

    /**
     * The same with another number of connections.
     *
     * @param atMost at least 2
     * @return a copy
     */
    public PostgresSettings withConnections(int atMost) {
        return new PostgresSettings(url, user, password, rootCertificate, role, atMost, timeouts);
    }

    /**
     * The same with other timeouts.
     *
     * @param newTimeouts the timeouts
     * @return a copy
     */
    public PostgresSettings withTimeouts(PostgresTimeouts newTimeouts) {
        return new PostgresSettings(url, user, password, rootCertificate, role, connections, newTimeouts);
    }

    /**
     * The address alone: parameters may name users, and the password is nobody's business.
     *
     * @return for example {@code jdbc:postgresql://db.example.com/metrify}
     */
    @Override
    public String toString() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    /** What the driver is told. */
    Properties driverProperties() {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        if (!password.reveal().isEmpty()) {
            properties.setProperty("password", password.reveal());
        }
        Properties stated = Objects.requireNonNull(Driver.parseURL(url, new Properties()), "checked before");
        if (stated.getProperty("sslmode") == null) {
            properties.setProperty("sslmode", isLoopback(stated.getProperty("PGHOST", "")) ? "prefer" : "verify-full");
        }
        rootCertificate.ifPresent(file -> properties.setProperty("sslrootcert", file.toString()));
        properties.setProperty("ApplicationName", "metrify");
        properties.setProperty("connectTimeout", seconds(timeouts.connect().toSeconds()));
        properties.setProperty("loginTimeout", seconds(timeouts.connect().toSeconds()));
        properties.setProperty("socketTimeout", seconds(timeouts.socket().toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("defaultRowFetchSize", Integer.toString(ROWS_PER_FETCH));
        return properties;
    }

    /** What a connection is told before its first use. */
    String sessionSettings() {
        long millis = timeouts.statement().toMillis();
        // Whoever waited for a claim or a commit then goes on with what the other one left, instead of failing.
        return "SET TIME ZONE 'UTC'; SET default_transaction_isolation = 'read committed'; SET statement_timeout = "
                + millis + "; SET lock_timeout = " + millis
                + "; SET idle_in_transaction_session_timeout = " + millis
                + role.map(name -> "; SET ROLE " + name).orElse("");
    }

    private static boolean isLoopback(String hosts) {
        return Arrays.stream(hosts.split(",", -1))
                .allMatch(
                        host -> LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches());
    }

    private static String seconds(long seconds) {
        return Long.toString(seconds);
    }
}
