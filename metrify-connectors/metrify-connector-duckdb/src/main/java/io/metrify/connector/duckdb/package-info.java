/**
 * A DuckDB file as a warehouse: readings, findings, dead letters, meters, hourly and daily facts, and the progress of
 * the pipelines that fill it. Entry point: {@link io.metrify.connector.duckdb.DuckDbWarehouse}.
 */
@NullMarked
package io.metrify.connector.duckdb;

import org.jspecify.annotations.NullMarked;
