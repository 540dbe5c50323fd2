/**
 * Snowflake as a warehouse. Begin with {@link io.metrify.connector.snowflake.SnowflakeWarehouse}; {@link
 * io.metrify.connector.snowflake.SnowflakeSecurity} writes roles, grants and policies, {@link
 * io.metrify.connector.snowflake.SnowflakeCosts} the query that shows what each kind of statement costs.
 */
@NullMarked
package io.metrify.connector.snowflake;

import org.jspecify.annotations.NullMarked;
