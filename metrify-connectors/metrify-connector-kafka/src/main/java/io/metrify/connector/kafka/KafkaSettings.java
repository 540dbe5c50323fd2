package io.metrify.connector.kafka;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How to reach a Kafka cluster. Settings beyond the addresses are kafka-clients' own, such as {@code
 * security.protocol}; they win over the defaults of this library. {@link #toString} names them without their values,
 * as some are secrets.
 *
 * @param bootstrapServers one or more {@code host:port}, separated by commas
 * @param settings further settings of kafka-clients by their own names
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> settings) {

    /** Checks the addresses and copies the map. */
    public KafkaSettings {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "the bootstrap servers are blank; give at least one host:port, such as localhost:9092");
        }
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /**
     * A cluster without security settings, as on one's own machine.
     *
     * @param bootstrapServers one or more {@code host:port}, separated by commas
     * @return the settings
     */
    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, Map.of());
    }

    /**
     * The same with one more setting of kafka-clients.
     *
     * @param name its name, such as {@code security.protocol}
     * @param value its value
     * @return a copy
     */
    public KafkaSettings with(String name, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(name, value);
        return new KafkaSettings(bootstrapServers, more);
    }

    /** The defaults with the address and the user's settings on top. */
    Properties toProperties(Map<String, String> defaults) {
        Properties properties = new Properties();
        properties.putAll(defaults);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putAll(settings);
        return properties;
    }

    /**
     * The addresses and the names of the settings, never their values.
     *
     * @return for example {@code localhost:9092 [security.protocol]}
     */
    @Override
    public String toString() {
        return bootstrapServers + " " + settings.keySet();
    }
}
