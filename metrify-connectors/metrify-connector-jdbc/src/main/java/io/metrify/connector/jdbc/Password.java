package io.metrify.connector.jdbc;

import java.util.Objects;

/**
 * A password, token or passphrase that shows itself only to whoever asks for it by name. Two are equal only if they are the
 * same object, so that none can be guessed by comparing.
 */
public final class Password {

    /** No password: the database trusts the user or knows them otherwise. */
    public static final Password NONE = new Password("");

    private final String secret;

    private Password(String secret) {
        this.secret = secret;
    }

    /**
     * A password.
     *
     * @param secret its text; empty for none
     * @return the password
     */
    public static Password of(String secret) {
        return new Password(Objects.requireNonNull(secret, "secret"));
    }

    /**
     * The secret itself, for the driver only.
     *
     * @return its text; empty for none
     */
    public String reveal() {
        return secret;
    }

    /**
     * Nothing of the secret.
     *
     * @return always {@code (hidden)}
     */
    @Override
    public String toString() {
        return "(hidden)";
    }
}
