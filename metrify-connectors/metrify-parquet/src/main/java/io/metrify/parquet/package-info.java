/**
 * Parquet readers and writers of the model.
 */
@NullMarked
package io.metrify.parquet;

import org.jspecify.annotations.NullMarked;
