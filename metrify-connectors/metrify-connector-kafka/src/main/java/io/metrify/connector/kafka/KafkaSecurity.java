package io.metrify.connector.kafka;

import io.metrify.connector.api.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a connection to Kafka is encrypted, and as whom one logs in. Whoever gives credentials gets TLS with them, checked
 * against the JDK's certificates and the host's name; {@link #withoutEncryption} has to be asked for. Immutable.
 *
 * <pre>{@code
 * KafkaSettings.of("broker.example:9093")
 *         .with(KafkaSecurity.scramSha512("metrify", Secret.of(password)).withTrustedPem(companyRoot));
 * }</pre>
 *
 * <p>{@link #toString} says how one logs in and as whom, never with what.
 */
public final class KafkaSecurity {

    private static final String MODULES = "org.apache.kafka.common.security.";
    private static final KafkaSecurity NONE = new KafkaSecurity(false, "", "", Map.of());

    private final boolean encrypted;
    private final String mechanism;
    private final String user;
    private final Map<String, Secret> details;

    private KafkaSecurity(boolean encrypted, String mechanism, String user, Map<String, Secret> details) {
        this.encrypted = encrypted;
        this.mechanism = mechanism;
        this.user = user;
        this.details = details;
    }

    /**
     * Neither encryption nor credentials, as on one's own machine.
     *
     * @return plain text
     */
    public static KafkaSecurity none() {
        return NONE;
    }

    /**
     * Encryption alone; add {@link #withIdentityPem} or {@link #withIdentityStore} where clients log in by certificate.
     *
     * @return TLS
     */
    public static KafkaSecurity tls() {
        return new KafkaSecurity(true, "", "", Map.of());
    }

    /**
     * A user and a password, sent to the broker as they are.
     *
     * @param user the user
     * @param password the password
     * @return SASL/PLAIN over TLS
     */
    public static KafkaSecurity plain(String user, Secret password) {
        return password("PLAIN", "plain.PlainLoginModule", user, password);
    }

    /**
     * A user and a password that is proved and not sent (RFC 5802, RFC 7677).
     *
     * @param user the user
     * @param password the password
     * @return SASL/SCRAM-SHA-256 over TLS
     */
    public static KafkaSecurity scramSha256(String user, Secret password) {
        return password("SCRAM-SHA-256", "scram.ScramLoginModule", user, password);
    }

    /**
     * A user and a password that is proved and not sent (RFC 5802), with the longer hash.
     *
     * @param user the user
     * @param password the password
     * @return SASL/SCRAM-SHA-512 over TLS
     */
    public static KafkaSecurity scramSha512(String user, Secret password) {
        return password("SCRAM-SHA-512", "scram.ScramLoginModule", user, password);
    }

    /**
     * Tokens of an identity provider by the client-credentials grant (RFC 6749 section 4.4), fetched and renewed by
     * kafka-clients.
     *
     * <p>kafka-clients fetches tokens only from addresses that the system property {@code
     * org.apache.kafka.sasl.oauthbearer.allowed.urls} lists, separated by commas, so that a setting from elsewhere cannot
     * send the client secret anywhere; whoever starts the JVM sets it.
     *
     * @param tokenEndpoint where tokens are issued, an {@code https} address
     * @param clientId who asks
     * @param clientSecret how that is proved
     * @return SASL/OAUTHBEARER over TLS
     * @throws IllegalArgumentException if the endpoint is neither {@code https} nor on this machine
     */
    public static KafkaSecurity oauth(URI tokenEndpoint, String clientId, Secret clientSecret) {
        SecretTransport.require(tokenEndpoint, false);
        return new KafkaSecurity(true, "OAUTHBEARER", requireName(clientId), Map.of())
                .with("sasl.jaas.config", MODULES + "oauthbearer.OAuthBearerLoginModule required;")
                .with("sasl.login.callback.handler.class", MODULES + "oauthbearer.OAuthBearerLoginCallbackHandler")
                .with("sasl.oauthbearer.token.endpoint.url", tokenEndpoint.toString())
                .with("sasl.oauthbearer.client.credentials.client.id", clientId)
                .with("sasl.oauthbearer.client.credentials.client.secret", clientSecret);
    }

    /**
     * The same with the scope that {@linkplain #oauth tokens} are asked for.
     *
     * @param scope one or more scopes, separated by spaces
     * @return a copy
     * @throws IllegalStateException if there are no tokens to ask for
     */
    public KafkaSecurity withScope(String scope) {
        if (!mechanism.equals("OAUTHBEARER")) {
            throw new IllegalStateException("a scope belongs to tokens, and this is " + this + "; begin with oauth()");
        }
        return with("sasl.oauthbearer.scope", scope);
    }

    /**
     * The same, trusting only the given authorities instead of those of the JDK.
     *
     * @param certificates certificates in PEM, one after another
     * @return a copy
     */
    public KafkaSecurity withTrustedPem(String certificates) {
        requireEncrypted();
        return with("ssl.truststore.type", "PEM").with("ssl.truststore.certificates", certificates);
    }

    /**
     * The same, trusting only the authorities of a store instead of those of the JDK.
     *
     * @param store a file ending in {@code .p12}, {@code .pfx}, {@code .jks} or {@code .pem}
     * @param password its password; null if it has none
     * @return a copy
     */
    public KafkaSecurity withTrustStore(Path store, @Nullable Secret password) {
        requireEncrypted();
        return withStore("ssl.truststore.", store, password);
    }

    /**
     * The same with a certificate of one's own, for brokers that ask for one.
     *
     * @param certificates the certificate and those between it and the authority, in PEM
     * @param key the private key in PEM (PKCS#8), not encrypted
     * @return a copy
     */
    public KafkaSecurity withIdentityPem(String certificates, Secret key) {
        requireEncrypted();
        return with("ssl.keystore.type", "PEM")
                .with("ssl.keystore.certificate.chain", certificates)
                .with("ssl.keystore.key", key);
    }

    /**
     * The same with a certificate of one's own out of a store, for brokers that ask for one.
     *
     * @param store a file ending in {@code .p12}, {@code .pfx}, {@code .jks} or {@code .pem}
     * @param password its password, also of the key; null if it has none
     * @return a copy
     */
    public KafkaSecurity withIdentityStore(Path store, @Nullable Secret password) {
        requireEncrypted();
        KafkaSecurity stored = withStore("ssl.keystore.", store, password);
        return password == null ? stored : stored.with("ssl.key.password", password);
    }

    /**
     * The same credentials over a connection that anybody between can read and change. For one's own machine.
     *
     * @return a copy without TLS
     */
    public KafkaSecurity withoutEncryption() {
        if (details.keySet().stream().anyMatch(name -> name.startsWith("ssl."))) {
            throw new IllegalStateException("certificates need TLS; leave out either them or withoutEncryption()");
        }
        return new KafkaSecurity(false, mechanism, user, details);
    }

    /** The settings of kafka-clients. */
    Map<String, Secret> settings() {
        Map<String, Secret> all = new TreeMap<>(details);
        all.put("security.protocol", Secret.of(protocol()));
        if (!mechanism.isEmpty()) {
            all.put("sasl.mechanism", Secret.of(mechanism));
        }
        return Collections.unmodifiableMap(all);
    }

    private static KafkaSecurity password(String mechanism, String module, String user, Secret password) {
        String login = MODULES + module + " required username=\"" + escaped(requireName(user)) + "\" password=\""
                + escaped(password.reveal()) + "\";";
        return new KafkaSecurity(true, mechanism, user, Map.of()).with("sasl.jaas.config", login);
    }

    /** Within the quotes of a JAAS configuration, as kafka-clients reads it (java.io.StreamTokenizer). */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String requireName(String user) {
        if (user.isBlank()) {
            throw new IllegalArgumentException("the name to log in with is blank; give the user or the client id");
        }
        return user;
    }

    private void requireEncrypted() {
        if (!encrypted) {
            throw new IllegalStateException("certificates need TLS, and this is " + this + "; begin with tls()");
        }
    }

    private KafkaSecurity withStore(String prefix, Path store, @Nullable Secret password) {
        String name = store.toString().toLowerCase(Locale.ROOT);
        String type = name.substring(name.lastIndexOf('.') + 1);
        String known = switch (type) {
            case "p12", "pfx" -> "PKCS12";
            case "jks" -> "JKS";
            case "pem" -> "PEM";
            default ->
                throw new IllegalArgumentException("the kind of store " + store
                        + " cannot be told from its name; it has to end in .p12, .pfx, .jks or .pem");
        };
        KafkaSecurity stored = with(prefix + "type", known).with(prefix + "location", store.toString());
        return password == null ? stored : stored.with(prefix + "password", password);
    }

    private KafkaSecurity with(String name, String value) {
        return with(name, Secret.of(value));
    }

    private KafkaSecurity with(String name, Secret value) {
        Map<String, Secret> more = new TreeMap<>(details);
        more.put(name, Objects.requireNonNull(value, name));
        return new KafkaSecurity(encrypted, mechanism, user, Collections.unmodifiableMap(more));
    }

    private String protocol() {
        if (mechanism.isEmpty()) {
            return encrypted ? "SSL" : "PLAINTEXT";
        }
        return encrypted ? "SASL_SSL" : "SASL_PLAINTEXT";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KafkaSecurity that
                && encrypted == that.encrypted
                && mechanism.equals(that.mechanism)
                && user.equals(that.user)
                && details.equals(that.details);
    }

    @Override
    public int hashCode() {
        return Objects.hash(encrypted, mechanism, user, details);
    }

    /**
     * The protocol, the mechanism and the user.
     *
     * @return for example {@code SASL_SSL SCRAM-SHA-512 as metrify}
     */
    @Override
    public String toString() {
        return mechanism.isEmpty() ? protocol() : protocol() + " " + mechanism + " as " + user;
    }
}
