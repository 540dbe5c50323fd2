/**
 * Readings as Parquet files, written and read without a Hadoop installation. Entry point: {@link
 * io.metrify.parquet.ReadingParquet}.
 */
@NullMarked
package io.metrify.parquet;

import org.jspecify.annotations.NullMarked;
