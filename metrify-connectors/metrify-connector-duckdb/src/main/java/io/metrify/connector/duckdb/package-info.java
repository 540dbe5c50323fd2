/**
 * A DuckDB file as a warehouse. Entry point: {@link io.metrify.connector.duckdb.DuckDbWarehouse}; the tables are those of
 * {@code metrify-connector-jdbc}.
 */
@NullMarked
package io.metrify.connector.duckdb;

import org.jspecify.annotations.NullMarked;
