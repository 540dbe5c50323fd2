/**
 * A local server that speaks Snowflake's protocol, {@link io.metrify.testkit.snowflake.SnowflakeServer}, for tests and
 * samples with the real JDBC driver. It shows that a program uses the driver and the protocol rightly; it does not show what
 * Snowflake's SQL means, for DuckDB runs behind it. What it cannot carry out it records, or refuses.
 *
 * <p>Whoever starts one adds {@code org.duckdb:duckdb_jdbc} and {@code com.fasterxml.jackson.core:jackson-databind}, and the
 * driver {@code net.snowflake:snowflake-jdbc}, which the server itself does not need.
 */
@NullMarked
package io.metrify.testkit.snowflake;

import org.jspecify.annotations.NullMarked;
