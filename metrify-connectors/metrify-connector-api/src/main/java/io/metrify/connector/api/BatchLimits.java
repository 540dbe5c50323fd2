package io.metrify.connector.api;

/**
 * When a batch is complete.
 *
 * @param records batches end at multiples of this position
 * @param bytes the size of the records from which on a batch takes no more
 * @param lingerNanos how long a batch stays open
 */
record BatchLimits(int records, long bytes, long lingerNanos) {}
