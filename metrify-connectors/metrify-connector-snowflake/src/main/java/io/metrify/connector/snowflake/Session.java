package io.metrify.connector.snowflake;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import net.snowflake.client.api.statement.SnowflakeStatement;
import org.jspecify.annotations.Nullable;

/**
 * A login as the rest of the program sees it for one transaction: a connection that tags each statement by its kind, notices
 * that it broke, is given back when it is closed, and knows how the files of the current batch are to be called.
 */
final class Session implements InvocationHandler {

    private final Connection driver;
    private final QueryTags tags;
    private final Consumer<Session> onClose;
    private String fileNames = "";
    private boolean broken;
    private boolean closed;

    private Session(Connection driver, QueryTags tags, Consumer<Session> onClose) {
        this.driver = driver;
        this.tags = tags;
        this.onClose = onClose;
    }

    static Connection lease(Connection driver, QueryTags tags, Consumer<Session> onClose) {
        return (Connection) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Connection.class}, new Session(driver, tags, onClose));
    }

    /** @throws IllegalArgumentException if the connection is not one of {@link SnowflakeConnections} */
    static Session of(Connection connection) {
        if (Proxy.isProxyClass(connection.getClass())
                && Proxy.getInvocationHandler(connection) instanceof Session session) {
            return session;
        }
        throw new IllegalArgumentException(
                "the connection is none of a Snowflake warehouse; take one from its connections");
    }

    Connection driver() {
        return driver;
    }

    QueryTags tags() {
        return tags;
    }

    boolean isBroken() {
        return broken;
    }

    /** Where the files of the current batch go, unique to it; empty outside of batches. */
    String fileNames() {
        return fileNames;
    }

    void nameFiles(String directory) {
        fileNames = directory;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                if (!closed) {
                    closed = true;
                    onClose.accept(this);
                }
                return null;
            }
            case "isClosed" -> {
                return closed;
            }
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "toString" -> {
                return "Snowflake session";
            }
            default -> {
                Object result = call(driver, method, arguments);
                if (result instanceof PreparedStatement prepared && arguments != null) {
                    tag(prepared, String.valueOf(arguments[0]));
                    return watched(prepared, PreparedStatement.class);
                }
                return result instanceof Statement statement ? watched(statement, Statement.class) : result;
            }
        }
    }

    private Object watched(Statement statement, Class<?> type) {
        return Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")
                            && arguments != null
                            && arguments[0] instanceof String sql) {
                        tag(statement, sql);
                    }
                    return call(statement, method, arguments);
                });
    }

    private void tag(Statement statement, String sql) throws SQLException {
        statement.unwrap(SnowflakeStatement.class).setParameter("QUERY_TAG", tags.of(sql));
    }

    private @Nullable Object call(Object on, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            if (!(cause instanceof SQLException sql) || SnowflakeErrors.isAboutTheConnection(sql)) {
                broken = true;
            }
            throw cause;
        }
    }
}
