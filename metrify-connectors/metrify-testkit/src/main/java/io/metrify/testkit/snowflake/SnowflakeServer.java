package io.metrify.testkit.snowflake;

import com.sun.net.httpserver.HttpServer;
import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server on a free port of the loopback address that the Snowflake JDBC driver takes for Snowflake. Behind it are DuckDB for
 * tables and directories for stages.
 *
 * <p>It shows that a program uses the driver and the protocol rightly: logins, tokens, sessions, transactions, binds, PUT, COPY
 * with its load history, several statements at once, broken connections. It does not show what Snowflake's SQL means, nor how
 * fast or dear it is:
 *
 * <ul>
 *   <li>Types, functions and conversions are DuckDB's. A timestamp with a zone keeps its instant, not its zone. Of names in
 *       quotes it is known that they are others than those without, but not one from the other if only the case differs. Nobody checks privileges.
 *   <li>Roles, grants, policies, tags, tasks and the like are written down and not carried out, and so are clauses such as
 *       CLUSTER BY or DATA_RETENTION_TIME_IN_DAYS; {@link #statements()} tells. Keys are not enforced, which is as in
 *       Snowflake.
 *   <li>A transaction sees one state of the data from its first statement on; Snowflake's sees what others commit in between.
 *       After a failed statement it can only be rolled back; Snowflake's could go on.
 *   <li>COPY reads CSV and Parquet, with ON_ERROR = ABORT_STATEMENT only. Results are JSON; the driver has to be told so by
 *       {@code JDBC_QUERY_RESULT_FORMAT}, as {@link #loginProperties()} does. There are no external stages, no streams, no
 *       scripting, no time travel, no Snowpipe.
 * </ul>
 *
 * <p>What it does not know it refuses with an error that says so. Safe for use by many threads and sessions; a directory serves
 * one server at a time.
 */
public final class SnowflakeServer implements AutoCloseable {

    static final String VERSION = "9.0.0-local";

    static {
        // Head and body of an answer go in two packets; without this the second waits for the receipt of the first, 40
        // ms.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final String USER = "METRIFY";
    private static final String SCHEMA = "PUBLIC";
    private static final int PASSWORD_BYTES = 12;

    private final Builder settings;
    private final Path directory;
    private final boolean isTemporary;
    private final HttpServer http;
    private final ExecutorService threads;
    private final Databases databases;
    private final Sessions sessions = new Sessions();
    private final StatementLog log = new StatementLog();
    private final Faults faults = new Faults();
    private boolean closed;

    private SnowflakeServer(Builder settings, Path directory, boolean isTemporary) throws IOException, SQLException {
        this.settings = settings;
        this.directory = directory;
        this.isTemporary = isTemporary;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port), 0);
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "metrify-snowflake");
            thread.setDaemon(true);
            return thread;
        });
        databases = Databases.open(Files.createDirectories(directory.resolve("databases")));
        databases.create(settings.database);
        Results results = new Results(Files.createDirectories(directory.resolve("results")), address() + "/chunks/");
        Stages stages = new Stages(Files.createDirectories(directory.resolve("stages")));
        UsageViews usage = new UsageViews(databases, log);
        Accounts accounts =
                new Accounts(settings.account, settings.passwords, settings.oauthTokens, settings.keys, settings.clock);
        LoginRequests logins = new LoginRequests(accounts, sessions, databases, new TableLocks());
        QueryRuns runs = new QueryRuns(databases, stages, results, log, usage, threads);
        http.createContext("/", new Endpoints(logins, sessions, runs, results, faults));
        http.setExecutor(threads);
        http.start();
    }

    /**
     * Starts a server with nothing in it but an empty database METRIFY, and one user whose name and password are among the
     * {@link #loginProperties()}.
     *
     * @return the running server
     * @throws MetrifyException if it cannot be started
     */
    public static SnowflakeServer start() {
        return builder().start();
    }

    /**
     * Begins the settings of a server.
     *
     * @return settings for a temporary directory, a free port, and one user with a random password
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where the server listens.
     *
     * @return {@code http://localhost:port}
     */
    public URI address() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    /**
     * The address for the driver.
     *
     * @return {@code jdbc:snowflake://http://localhost:port/}
     */
    public String jdbcUrl() {
        return "jdbc:snowflake://" + address() + "/";
    }

    /**
     * The account that the driver has to name; tokens signed with a key carry it.
     *
     * @return its name in upper case
     */
    public String account() {
        return settings.account;
    }

    /**
     * What the driver needs besides {@link #jdbcUrl()} to log in as the first user that has a password: account, names, and
     * settings without which it would look for the network or wait for minutes.
     *
     * @return properties of the caller's own, with the password in them
     */
    public Properties loginProperties() {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", settings.passwords.getOrDefault(USER, ""));
        properties.setProperty("account", settings.account);
        properties.setProperty("ssl", "off");
        properties.setProperty("db", settings.database);
        properties.setProperty("schema", SCHEMA);
        properties.setProperty("warehouse", "LOCAL_WH");
        properties.setProperty("role", "SYSADMIN");
        properties.setProperty("JDBC_QUERY_RESULT_FORMAT", "JSON");
        properties.setProperty("disablePlatformDetection", "true");
        properties.setProperty("CLIENT_TELEMETRY_ENABLED", "false");
        properties.setProperty("loginTimeout", "20");
        properties.setProperty("networkTimeout", "60000");
        return properties;
    }

    /**
     * The latest statements that drivers sent, with what became of them; those that only described themselves are left out.
     *
     * @return at most 10,000, in the order in which they ended
     */
    public List<ExecutedStatement> statements() {
        return log.all().stream().map(StatementLog.Entry::statement).toList();
    }

    /**
     * The statements that were written down and not carried out.
     *
     * @return those of {@link #statements()} whose outcome is {@link ExecutedStatement.Outcome#RECORDED}
     */
    public List<ExecutedStatement> recordedStatements() {
        return statements().stream()
                .filter(statement -> statement.outcome() == ExecutedStatement.Outcome.RECORDED)
                .toList();
    }

    /** Forgets all statements so far. */
    public void forgetStatements() {
        log.clear();
    }

    /**
     * Lets something go wrong.
     *
     * @param fault what, where and how often
     */
    public void inject(SnowflakeFault fault) {
        faults.add(Objects.requireNonNull(fault, "fault"));
    }

    /**
     * Faults that have not happened yet.
     *
     * @return their number, copies counted
     */
    public int waitingFaults() {
        return faults.count();
    }

    /** Takes back all faults that have not happened yet. */
    public void clearFaults() {
        faults.clear();
    }

    /** Lets the tokens of all sessions expire; drivers get another one by themselves. */
    public void expireTokens() {
        sessions.expireTokens();
    }

    /** Lets all tokens expire for good; drivers have to log in again. */
    public void expireMasterTokens() {
        sessions.expireMasterTokens();
    }

    /**
     * Logins that were not closed.
     *
     * @return their number
     */
    public int openSessions() {
        return sessions.count();
    }

    /** Stops the server, rolls back what is open and, if its directory is temporary, deletes that; again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        http.stop(0);
        threads.shutdownNow();
        sessions.closeAll();
        databases.close();
        if (isTemporary) {
            delete(directory);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("deleting the temporary directory " + directory, failed);
        }
    }

    @Override
    public String toString() {
        return "SnowflakeServer[" + address() + ", " + directory + "]";
    }

    /** Settings of a {@link SnowflakeServer}. Not thread-safe. */
    public static final class Builder {

        private @Nullable Path directory;
        private int port;
        private String account = "LOCAL";
        private String database = "METRIFY";
        private InstantSource clock = InstantSource.system();
        private final Map<String, String> passwords = new HashMap<>(Map.of(USER, randomPassword()));
        private final Map<String, String> oauthTokens = new HashMap<>();
        private final Map<String, PublicKey> keys = new HashMap<>();

        private Builder() {}

        /**
         * Keeps databases and stages beyond {@link SnowflakeServer#close()}.
         *
         * @param newDirectory created if missing; serves one server at a time
         * @return this
         */
        public Builder directory(Path newDirectory) {
            directory = Objects.requireNonNull(newDirectory, "newDirectory");
            return this;
        }

        /**
         * Listens on a certain port.
         *
         * @param newPort 1 to 65535, or 0 for a free one
         * @return this
         */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /**
         * Calls the account something else than {@code LOCAL}.
         *
         * @param newAccount the name
         * @return this
         */
        public Builder account(String newAccount) {
            account = newAccount.toUpperCase(Locale.ROOT);
            return this;
        }

        /**
         * Calls the database something else than {@code METRIFY}.
         *
         * @param newDatabase letters, digits and underscores
         * @return this
         */
        public Builder database(String newDatabase) {
            if (!newDatabase.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException("The database '" + newDatabase
                        + "' is also the name of a file; use letters, digits and underscores.");
            }
            database = newDatabase.toUpperCase(Locale.ROOT);
            return this;
        }

        /**
         * Adds a user, or gives the one of {@link SnowflakeServer#loginProperties()}, METRIFY, a certain password.
         *
         * @param user the name; case does not matter
         * @param password what the driver has to send
         * @return this
         */
        public Builder password(String user, String password) {
            passwords.put(user.toUpperCase(Locale.ROOT), password);
            return this;
        }

        /**
         * Adds a user who logs in with an OAuth token.
         *
         * @param user the name; case does not matter
         * @param token what the driver has to send
         * @return this
         */
        public Builder oauthToken(String user, String token) {
            oauthTokens.put(user.toUpperCase(Locale.ROOT), token);
            return this;
        }

        /**
         * Adds a user who logs in with a private key.
         *
         * @param user the name; case does not matter
         * @param key the public half, RSA
         * @return this
         */
        public Builder key(String user, PublicKey key) {
            keys.put(user.toUpperCase(Locale.ROOT), key);
            return this;
        }

        /**
         * Reads the time by which signed tokens expire from another clock.
         *
         * @param newClock the clock
         * @return this
         */
        public Builder clock(InstantSource newClock) {
            clock = Objects.requireNonNull(newClock, "newClock");
            return this;
        }

        /**
         * Starts the server.
         *
         * @return the running server
         * @throws MetrifyException if it cannot be started: the port is taken, or the directory is in use
         */
        public SnowflakeServer start() {
            Path given = directory;
            try {
                return new SnowflakeServer(
                        this,
                        given == null ? Files.createTempDirectory("metrify-snowflake-") : given.toAbsolutePath(),
                        given == null);
            } catch (IOException | SQLException failed) {
                throw new MetrifyException("The local Snowflake server could not be started.", failed);
            }
        }

        private static String randomPassword() {
            byte[] bytes = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }
}
