/**
 * Kafka as where pipelines read from, store in, and leave what they did not accept. Entry points: {@link
 * io.metrify.connector.kafka.KafkaSource} reads a topic alone or as a member of a group, {@link
 * io.metrify.connector.kafka.KafkaLedger} stores from Kafka to Kafka in transactions, {@link
 * io.metrify.connector.kafka.KafkaDeadLetterSink} keeps dead letters, {@link
 * io.metrify.connector.kafka.KafkaPublisher} publishes sequences that can be made again.
 *
 * <p>{@link io.metrify.connector.kafka.KafkaSettings} and {@link io.metrify.connector.kafka.KafkaSecurity} say how to reach the
 * cluster; {@link io.metrify.connector.kafka.KafkaValues} and {@link io.metrify.connector.kafka.ConfluentRegistry} what its
 * values mean. The guide is {@code docs/guide/kafka.md}.
 */
@NullMarked
package io.metrify.connector.kafka;

import org.jspecify.annotations.NullMarked;
