package io.metrify.connector.postgres;

/** What somebody may do with pipelines. */
public enum OperatorRole {
    /** Look at everything. */
    VIEWER,
    /** Start and stop pipelines. */
    OPERATOR,
    /** Change configuration, and who may do what. */
    ADMINISTRATOR
}
