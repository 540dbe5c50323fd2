package io.metrify.connector.kafka;

import io.metrify.connector.api.Secret;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How to reach a Kafka cluster: where it is, how the connection is secured, and any other setting of kafka-clients by its
 * own name. The user's settings win over those of the security, and these over the defaults of this library. {@link
 * #toString} names settings without their values, as some are secrets.
 *
 * @param bootstrapServers one or more {@code host:port}, separated by commas
 * @param security encryption and credentials
 * @param settings further settings of kafka-clients by their own names; every value is kept as a secret
 */
public record KafkaSettings(String bootstrapServers, KafkaSecurity security, Map<String, Secret> settings) {

    /** Checks the addresses and copies the map. */
    public KafkaSettings {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        Objects.requireNonNull(security, "security");
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "the bootstrap servers are blank; give at least one host:port, such as localhost:9092");
        }
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /**
     * A cluster without security, as on one's own machine.
     *
     * @param bootstrapServers one or more {@code host:port}, separated by commas
     * @return the settings
     */
    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, KafkaSecurity.none(), Map.of());
    }

    /**
     * The same with encryption and credentials.
     *
     * @param newSecurity how the connection is secured
     * @return a copy
     */
    public KafkaSettings with(KafkaSecurity newSecurity) {
        return new KafkaSettings(bootstrapServers, newSecurity, settings);
    }

    /**
     * The same with one more setting of kafka-clients.
     *
     * @param name its name, such as {@code fetch.max.wait.ms}
     * @param value its value
     * @return a copy
     */
    public KafkaSettings with(String name, String value) {
        Map<String, Secret> more = new TreeMap<>(settings);
        more.put(name, Secret.orNone(value));
        return new KafkaSettings(bootstrapServers, security, more);
    }

    /** The defaults with the address, the security and the user's settings on top. */
    Properties toProperties(Map<String, String> defaults) {
        Properties properties = new Properties();
        properties.putAll(defaults);
        properties.put("bootstrap.servers", bootstrapServers);
        security.settings().forEach((name, value) -> properties.put(name, value.reveal()));
        settings.forEach((name, value) -> properties.put(name, value.reveal()));
        return properties;
    }

    /**
     * The addresses, the kind of security and the names of the settings, never their values.
     *
     * @return for example {@code localhost:9092 PLAINTEXT [fetch.max.wait.ms]}
     */
    @Override
    public String toString() {
        return bootstrapServers + " " + security + " " + settings.keySet();
    }
}
