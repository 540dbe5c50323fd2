/**
 * A DuckDB file as a warehouse.
 */
@NullMarked
package io.metrify.connector.duckdb;

import org.jspecify.annotations.NullMarked;
