/**
 * A PostgreSQL database as a warehouse for many processes, and as the store of what operating needs: runs, configuration, users
 * and roles, and an audit log. Entry points: {@link io.metrify.connector.postgres.PostgresWarehouse} and {@link
 * io.metrify.connector.postgres.OperationalStore}.
 */
@NullMarked
package io.metrify.connector.postgres;

import org.jspecify.annotations.NullMarked;
