package io.metrify.connector.snowflake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * A moment in which lower case means what the driver takes it for. It looks settings up by {@code toLowerCase()}, so that under a
 * Turkish default locale those with an i, such as {@code authenticator} and {@code loginTimeout}, are lost without a word (seen with
 * 4.4.1). Where that is so, the default locale is replaced while somebody logs in; no other locale is touched. The driver's classes
 * must not have been loaded before by somebody else under that locale, as they note the names of settings when they are.
 */
final class PlainLocale {

    private PlainLocale() {}

    /** Logs in. */
    static Connection during(Callable<Connection> login) throws SQLException {
        try {
            return isPlain() ? login.call() : replaced(login);
        } catch (SQLException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException("logging in throws nothing else", impossible);
        }
    }

    private static boolean isPlain() {
        return "I".toLowerCase(Locale.getDefault()).equals("i");
    }

    private static synchronized Connection replaced(Callable<Connection> login) throws Exception {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            return login.call();
        } finally {
            Locale.setDefault(usual);
        }
    }
}
