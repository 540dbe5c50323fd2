package io.metrify.connector.kafka;

import java.util.Locale;

/** How the members of a consumer group agree on who reads which partitions. */
public enum KafkaGroupProtocol {
    /** The members work it out among themselves; every broker knows it. Partitions move one by one, not all at once. */
    CLASSIC,
    /** The broker decides (KIP-848); brokers from version 4.0 on know it. */
    CONSUMER;

    /** The name in the settings of kafka-clients. */
    String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
