/**
 * Kafka topics as sources of pipelines, and as where sequences of records are published. Entry points: {@link
 * io.metrify.connector.kafka.KafkaSource} and {@link io.metrify.connector.kafka.KafkaPublisher}; {@link
 * io.metrify.connector.kafka.KafkaSettings} says how to reach the cluster.
 */
@NullMarked
package io.metrify.connector.kafka;

import org.jspecify.annotations.NullMarked;
