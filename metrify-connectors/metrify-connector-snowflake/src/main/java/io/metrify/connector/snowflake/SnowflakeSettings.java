package io.metrify.connector.snowflake;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How to reach a warehouse in Snowflake. Secrets do not show in its text.
 *
 * @param server the address of the account, such as {@code https://myorg-myaccount.snowflakecomputing.com}; anything but a
 *     loopback address must be https
 * @param account the account's identifier, such as {@code myorg-myaccount}
 * @param user who logs in
 * @param login how they prove it
 * @param place where in the account the tables are
 * @param queryTag the first part of the tag of every statement, behind which the pipeline and the kind of statement follow;
 *     letters, digits, dots, hyphens and underscores
 * @param connections how many sessions are open at most, at least 2, as building facts reads while it writes
 * @param timeouts how long everything may take
 */
public record SnowflakeSettings(
        URI server,
        String account,
        String user,
        SnowflakeLogin login,
        SnowflakePlace place,
        String queryTag,
        int connections,
        SnowflakeTimeouts timeouts) {

    private static final int FEWEST_CONNECTIONS = 2;
    private static final int USUAL_CONNECTIONS = 4;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Checks addresses, names and ranges. */
    public SnowflakeSettings {
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(user, "user");
        String host = Objects.requireNonNull(server, "server").getHost();
        boolean isSafe = "https".equals(server.getScheme());
        if (host == null || server.getUserInfo() != null || server.getQuery() != null) {
            throw new IllegalArgumentException("\"" + server.getScheme() + "://" + host
                    + "\" is no plain address of an account; write https://account.snowflakecomputing.com");
        }
        if (!isSafe && !("http".equals(server.getScheme()) && LOOPBACK.contains(host))) {
            throw new IllegalArgumentException(
                    "\"" + server
                            + "\" would carry secrets unencrypted; write https, which only a server on this machine can do without");
        }
        if (!ACCOUNT.matcher(Objects.requireNonNull(account, "account")).matches()) {
            throw new IllegalArgumentException(
                    "\"" + account + "\" is no identifier of an account; write organization-account");
        }
        if (!TAG.matcher(Objects.requireNonNull(queryTag, "queryTag")).matches()) {
            throw new IllegalArgumentException(
                    "the query tag \"" + queryTag + "\" has other characters than letters, digits, dots, - and _");
        }
        if (connections < FEWEST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    connections + " connections are too few to read while writing; use at least " + FEWEST_CONNECTIONS);
        }
    }

    /**
     * The settings that most need.
     *
     * @param account the account's identifier, {@code organization-account}, from which its address follows
     * @param user who logs in
     * @param login how they prove it
     * @param place where the tables are
     * @return settings with everything else as usual
     */
    public static SnowflakeSettings of(String account, String user, SnowflakeLogin login, SnowflakePlace place) {
        if (!ACCOUNT.matcher(Objects.requireNonNull(account, "account")).matches()) {
            throw new IllegalArgumentException(
                    "\"" + account + "\" is no identifier of an account; write organization-account");
        }
        // In the names of hosts an underscore is written as a hyphen.
        URI server = URI.create("https://" + account.replace('_', '-') + ".snowflakecomputing.com");
        return new SnowflakeSettings(
                server, account, user, login, place, "metrify", USUAL_CONNECTIONS, SnowflakeTimeouts.standard());
    }

    /**
     * The same with the address of a server, such as one behind a private link or on this machine.
     *
     * @param address the address
     * @return a copy
     */
    public SnowflakeSettings withServer(URI address) {
        return new SnowflakeSettings(address, account, user, login, place, queryTag, connections, timeouts);
    }

    /**
     * The same with another first part of the query tag.
     *
     * @param tag the part
     * @return a copy
     */
    public SnowflakeSettings withQueryTag(String tag) {
        return new SnowflakeSettings(server, account, user, login, place, tag, connections, timeouts);
    }

    /**
     * The same with another number of sessions.
     *
     * @param atMost at least 2
     * @return a copy
     */
    public SnowflakeSettings withConnections(int atMost) {
        return new SnowflakeSettings(server, account, user, login, place, queryTag, atMost, timeouts);
    }

    /**
     * The same with other timeouts.
     *
     * @param newTimeouts the timeouts
     * @return a copy
     */
    public SnowflakeSettings withTimeouts(SnowflakeTimeouts newTimeouts) {
        return new SnowflakeSettings(server, account, user, login, place, queryTag, connections, newTimeouts);
    }

    /**
     * Where, and nothing about whom.
     *
     * @return for example {@code https://myorg-myaccount.snowflakecomputing.com/METRIFY.PUBLIC}
     */
    @Override
    public String toString() {
        return server + "/" + place.database() + "." + place.schema();
    }

    String jdbcUrl() {
        return "jdbc:snowflake://" + server + "/";
    }

    /**
     * What the driver is told. Names in upper case are parameters of the session: a batch of binds must not make the driver
     * create a temporary stage, which would commit the open transaction; a failed statement ends a transaction; what a process
     * that died has begun does not hold its locks for hours.
     */
    Properties driverProperties(String tag) {
        Properties properties = new Properties();
        login.addTo(properties);
        properties.setProperty(DriverSetting.named("user"), user);
        properties.setProperty(DriverSetting.named("account"), account);
        properties.setProperty(DriverSetting.named("ssl"), "https".equals(server.getScheme()) ? "on" : "off");
        properties.setProperty(DriverSetting.named("warehouse"), place.warehouse());
        place.role().ifPresent(role -> properties.setProperty(DriverSetting.named("role"), role));
        properties.setProperty(DriverSetting.named("db"), place.database());
        properties.setProperty(DriverSetting.named("schema"), place.schema());
        properties.setProperty(DriverSetting.named("application"), "Metrify");
        properties.setProperty(DriverSetting.named("disablePlatformDetection"), "true");
        properties.setProperty(
                DriverSetting.named("loginTimeout"),
                Long.toString(timeouts.login().toSeconds()));
        properties.setProperty(
                DriverSetting.named("networkTimeout"),
                Long.toString(timeouts.network().toMillis()));
        properties.setProperty(DriverSetting.named("maxHttpRetries"), Integer.toString(timeouts.attempts()));
        properties.setProperty(
                DriverSetting.named("HTTP_CLIENT_CONNECTION_TIMEOUT"), Long.toString(CONNECT.toMillis()));
        properties.setProperty(
                DriverSetting.named("HTTP_CLIENT_SOCKET_TIMEOUT"),
                Long.toString(timeouts.network().toMillis()));
        properties.setProperty("CLIENT_TELEMETRY_ENABLED", "false");
        // Arrow would ask every user of this artifact for --add-opens.
        properties.setProperty("JDBC_QUERY_RESULT_FORMAT", "JSON");
        properties.setProperty("CLIENT_STAGE_ARRAY_BINDING_THRESHOLD", "0");
        properties.setProperty("TIMEZONE", "UTC");
        // Dates and times in binds are ISO 8601; an account or a user may have another format as its own.
        properties.setProperty("DATE_INPUT_FORMAT", "AUTO");
        properties.setProperty("TIMESTAMP_INPUT_FORMAT", "AUTO");
        properties.setProperty("QUERY_TAG", tag);
        properties.setProperty(
                "STATEMENT_TIMEOUT_IN_SECONDS",
                Long.toString(timeouts.statement().toSeconds()));
        properties.setProperty("LOCK_TIMEOUT", Long.toString(timeouts.lock().toSeconds()));
        properties.setProperty("TRANSACTION_ABORT_ON_ERROR", "true");
        properties.setProperty("ABORT_DETACHED_QUERY", "true");
        return properties;
    }
}
