package io.metrify.connector.snowflake;

import io.metrify.connector.jdbc.WarehouseConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.snowflake.client.api.driver.SnowflakeDriver;
import org.jspecify.annotations.Nullable;

/**
 * Logins that are used again, as each takes its time and is written into the account's history. One that broke is given up; they
 * are not tried out before use, since that would be a statement of its own.
 */
final class SnowflakeConnections implements WarehouseConnections {

    private final SnowflakeSettings settings;
    private final QueryTags tags;
    private final Semaphore free;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    SnowflakeConnections(SnowflakeSettings settings, String pipeline) {
        this.settings = settings;
        this.tags = QueryTags.of(settings, pipeline);
        this.free = new Semaphore(settings.connections());
    }

    @Override
    public Connection writer() throws SQLException {
        acquire();
        try {
            Connection login = takeIdle();
            return Session.lease(login == null ? logIn() : login, tags, this::giveBack);
        } catch (SQLException | RuntimeException failed) {
            free.release();
            throw failed;
        }
    }

    @Override
    public Connection reader() throws SQLException {
        return writer();
    }

    private void acquire() throws SQLException {
        try {
            if (!free.tryAcquire(settings.timeouts().network().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SQLException("all " + settings.connections() + " connections are in use; allow more");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a connection", interrupted);
        }
    }

    private synchronized @Nullable Connection takeIdle() throws SQLException {
        if (closed) {
            throw new SQLException("the warehouse is closed");
        }
        return idle.pollFirst();
    }

    private Connection logIn() throws SQLException {
        Properties properties = settings.driverProperties(tags.ofSession());
        Connection login = new SnowflakeDriver().connect(settings.jdbcUrl(), properties);
        if (login == null) {
            throw new SQLException("the driver does not know the address " + settings.jdbcUrl());
        }
        return login;
    }

    private void giveBack(Session session) {
        boolean keep;
        synchronized (this) {
            keep = !closed && !session.isBroken();
            if (keep) {
                idle.addFirst(session.driver());
            }
        }
        free.release();
        if (!keep) {
            giveUp(session.driver());
        }
    }

    /** The session ends by itself if this fails; whatever it had not committed is rolled back either way. */
    private static boolean giveUp(Connection login) {
        try {
            login.close();
            return true;
        } catch (SQLException unreachable) {
            return false;
        }
    }

    @Override
    public String toString() {
        return settings.toString();
    }

    @Override
    public void close() {
        Deque<Connection> open;
        synchronized (this) {
            closed = true;
            open = new ArrayDeque<>(idle);
            idle.clear();
        }
        open.forEach(SnowflakeConnections::giveUp);
    }
}
