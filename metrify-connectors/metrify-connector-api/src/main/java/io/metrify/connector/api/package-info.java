/**
 * How readings get in and where they go: sources, sinks, dead letters, progress, and the {@link
 * io.metrify.connector.api.IngestPipeline} that joins them so that nothing is lost or counted twice. Entry point:
 * {@link io.metrify.connector.api.IngestPipeline#builder}.
 *
 * <p>A pipeline polls a source, decodes, drops redeliveries, validates, scores, hands batches to the sinks, and only
 * then lets the {@link io.metrify.connector.api.Ledger} make batch and progress visible together. Sinks are idempotent,
 * so a batch that is written again after a crash changes nothing.
 */
@NullMarked
package io.metrify.connector.api;

import org.jspecify.annotations.NullMarked;
