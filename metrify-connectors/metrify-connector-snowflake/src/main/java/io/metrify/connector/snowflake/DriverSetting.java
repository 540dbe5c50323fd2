package io.metrify.connector.snowflake;

import java.util.Locale;

/**
 * The names of the driver's settings, other than parameters of the session.
 *
 * <p>The driver (4.4.1) looks a name up by its lower case in the default locale. Under a Turkish one that of {@code
 * AUTHENTICATOR} has an i without a dot, and the setting is lost without a word; so are its timeouts. The upper case in the
 * same locale is what it finds everywhere.
 */
final class DriverSetting {

    private DriverSetting() {}

    @SuppressWarnings("StringCaseLocaleUsage") // as the driver does
    static String named(String name) {
        return name.toUpperCase(Locale.getDefault());
    }
}
