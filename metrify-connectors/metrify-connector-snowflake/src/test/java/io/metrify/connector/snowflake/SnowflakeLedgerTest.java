package io.metrify.connector.snowflake;

import io.metrify.connector.api.Ledger;
import io.metrify.testkit.contract.LedgerContract;
import io.metrify.testkit.snowflake.SnowflakeFault;
import org.junit.jupiter.api.BeforeEach;

/** What every ledger promises, over {@link SnowflakeDialect} and the real driver. */
class SnowflakeLedgerTest extends LedgerContract {

    private SnowflakeSettings settings;

    @BeforeEach
    void anEmptyWarehouse() {
        LocalSnowflake.server().clearFaults();
        settings = LocalSnowflake.defined();
    }

    @Override
    protected Ledger open(String pipeline) {
        return SnowflakeWarehouse.open(settings, pipeline);
    }

    @Override
    protected AutoCloseable outage() {
        LocalSnowflake.server()
                .inject(SnowflakeFault.error("000603", "XX000", "Processing aborted by error 300010")
                        .on("INSERT INTO DEAD_LETTERS")
                        .times(100));
        return LocalSnowflake.server()::clearFaults;
    }
}
