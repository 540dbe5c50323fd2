/** Pipelines over a Kafka topic. Entry point: {@link io.metrify.benchmarks.kafka.KafkaFigures}. */
@NullMarked
package io.metrify.benchmarks.kafka;

import org.jspecify.annotations.NullMarked;
