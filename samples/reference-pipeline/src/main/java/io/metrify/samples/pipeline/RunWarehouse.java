package io.metrify.samples.pipeline;

import io.metrify.connector.jdbc.JdbcWarehouse;

/** The warehouse of a run, with whatever server it needs. */
interface RunWarehouse extends AutoCloseable {

    /** Opens it for a pipeline; the caller closes what it gets before this. */
    JdbcWarehouse open(String pipeline);

    @Override
    void close();
}
