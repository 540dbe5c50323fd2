package io.metrify.connector.snowflake;

import io.metrify.connector.api.Secret;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Objects;
import java.util.Properties;

/** How a user proves who they are. Shows no secret in its text. */
public sealed interface SnowflakeLogin {

    /**
     * By a key of which Snowflake knows the public half: what a program should use.
     *
     * @param key an RSA key of 2048 bits or more
     * @return the login
     */
    static SnowflakeLogin key(PrivateKey key) {
        return new Key(key);
    }

    /**
     * By a key in a file.
     *
     * @param pem a PKCS#8 file that begins with {@code BEGIN PRIVATE KEY} or {@code BEGIN ENCRYPTED PRIVATE KEY}
     * @param passphrase of an encrypted file; {@link Secret#NONE} for one that is not
     * @return the login
     * @throws io.metrify.model.MetrifyException if the file cannot be read
     * @throws IllegalArgumentException if it holds no such key, or the passphrase does not open it
     */
    static SnowflakeLogin key(Path pem, Secret passphrase) {
        return new Key(PrivateKeyFile.read(pem, passphrase));
    }

    /**
     * By a password.
     *
     * @param password the password
     * @return the login
     */
    static SnowflakeLogin password(Secret password) {
        return new SentSecret(password, "snowflake", "password");
    }

    /**
     * By a token of an identity provider that the account trusts.
     *
     * @param token the token; whoever opens the warehouse renews it
     * @return the login
     */
    static SnowflakeLogin oauth(Secret token) {
        return new SentSecret(token, "oauth", "token");
    }

    /**
     * What the driver is told.
     *
     * @param properties takes the secret
     */
    void addTo(Properties properties);

    /**
     * A login by key.
     *
     * @param key the private half
     */
    record Key(PrivateKey key) implements SnowflakeLogin {

        /** Checks that it is an RSA key, the only kind that Snowflake takes. */
        public Key {
            Objects.requireNonNull(key, "key");
            if (!key.getAlgorithm().equals("RSA")) {
                throw new IllegalArgumentException(
                        "Snowflake takes RSA keys, not " + key.getAlgorithm() + "; make one of 2048 bits or more");
            }
        }

        @Override
        public void addTo(Properties properties) {
            properties.setProperty(DriverSetting.named("authenticator"), "snowflake_jwt");
            properties.put(DriverSetting.named("privateKey"), key);
        }

        /** Nothing of the key. */
        @Override
        public String toString() {
            return "key (hidden)";
        }
    }

    /**
     * A login by something secret that is sent to Snowflake.
     *
     * @param secret what is sent
     * @param authenticator the driver's word for the way
     * @param property the driver's name of the secret
     */
    record SentSecret(Secret secret, String authenticator, String property) implements SnowflakeLogin {

        /** Checks that there is a secret. */
        public SentSecret {
            Objects.requireNonNull(authenticator, "authenticator");
            Objects.requireNonNull(property, "property");
            if (Objects.requireNonNull(secret, "secret").reveal().isEmpty()) {
                throw new IllegalArgumentException(
                        "the " + property + " is empty; Snowflake lets nobody in without one");
            }
        }

        @Override
        public void addTo(Properties properties) {
            properties.setProperty(DriverSetting.named("authenticator"), authenticator);
            properties.setProperty(DriverSetting.named(property), secret.reveal());
        }

        /** Nothing of the secret. */
        @Override
        public String toString() {
            return property + " (hidden)";
        }
    }
}
