/**
 * Kafka topics as sources and sinks.
 */
@NullMarked
package io.metrify.connector.kafka;

import org.jspecify.annotations.NullMarked;
