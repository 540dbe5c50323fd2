package io.metrify.connector.s3;

import io.metrify.connector.api.BatchSink;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.contract.BatchSinkContract;
import io.metrify.testkit.server.EmbeddedS3;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** {@link S3LakeSink} does what every sink must do. */
class S3LakeSinkContractTest extends BatchSinkContract {

    private static EmbeddedS3 server;

    private TestLake test;

    @BeforeAll
    static void startServer() {
        server = EmbeddedS3.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void freshBucket() {
        test = new TestLake(server);
    }

    @AfterEach
    void closeClient() {
        test.close();
    }

    @Override
    protected BatchSink open() {
        return test.lake(test.client).raw(true).build().sink();
    }

    @Override
    protected List<MeterReading> stored() {
        return test.lake().read(LakeQuery.ALL).toList();
    }
}
