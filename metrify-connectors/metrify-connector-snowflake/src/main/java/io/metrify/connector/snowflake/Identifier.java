package io.metrify.connector.snowflake;

import java.util.Objects;
import java.util.regex.Pattern;

/** Names as they may stand in a statement without quotes; anything else could be more than a name. */
final class Identifier {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,254}");

    private Identifier() {}

    static String require(String name, String what) {
        if (!PLAIN.matcher(Objects.requireNonNull(name, what)).matches()) {
            throw new IllegalArgumentException("the " + what + " \"" + name
                    + "\" is no plain name; use letters, digits, _ and $, and begin with a letter or _");
        }
        return name;
    }
}
