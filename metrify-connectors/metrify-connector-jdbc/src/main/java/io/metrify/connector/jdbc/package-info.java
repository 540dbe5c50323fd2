/**
 * What all warehouses share: one definition of the tables ({@link io.metrify.connector.jdbc.WarehouseTables}), the
 * differences between databases as a strategy ({@link io.metrify.connector.jdbc.Dialect}), and the warehouse itself over any
 * of them. Entry point: {@link io.metrify.connector.jdbc.JdbcWarehouse}; connectors such as {@code
 * metrify-connector-postgres} open it.
 */
@NullMarked
package io.metrify.connector.jdbc;

import org.jspecify.annotations.NullMarked;
