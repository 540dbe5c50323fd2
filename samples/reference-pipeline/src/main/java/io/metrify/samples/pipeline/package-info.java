/**
 * The reference pipeline: a simulated fleet or a real file through Kafka, validation, scoring, an S3 lake and a warehouse
 * to hourly and daily facts, findings on series and a report. Start with {@link
 * io.metrify.samples.pipeline.RunCommand}; {@link io.metrify.samples.pipeline.PipelineRun} reads top-down.
 */
@NullMarked
package io.metrify.samples.pipeline;

import org.jspecify.annotations.NullMarked;
