package io.metrify.connector.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A password, key or token. It says nothing of itself, neither in {@link #toString} nor in a message: only the client
 * library that needs it gets to see it. Safe for use by many threads.
 */
public final class Secret {

    /** No secret: whoever is on the other side knows the user otherwise, or trusts everybody. */
    public static final Secret NONE = new Secret("");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * A secret.
     *
     * @param value what is secret, not empty
     * @return the secret
     * @throws IllegalArgumentException if the value is empty
     */
    public static Secret of(String value) {
        if (Objects.requireNonNull(value, "value").isEmpty()) {
            throw new IllegalArgumentException("a secret is empty; read it from where it is kept, or leave it out");
        }
        return new Secret(value);
    }

    /**
     * A secret that may be missing, such as one of the environment.
     *
     * @param value what is secret; empty for none
     * @return the secret, or {@link #NONE}
     */
    public static Secret orNone(String value) {
        return Objects.requireNonNull(value, "value").isEmpty() ? NONE : new Secret(value);
    }

    /**
     * Whether there is no secret.
     *
     * @return true if it is empty
     */
    public boolean isNone() {
        return value.isEmpty();
    }

    /**
     * What is secret; for the client library alone.
     *
     * @return its text; empty for none
     */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /**
     * Not the secret.
     *
     * @return always the same word
     */
    @Override
    public String toString() {
        return "[secret]";
    }
}
