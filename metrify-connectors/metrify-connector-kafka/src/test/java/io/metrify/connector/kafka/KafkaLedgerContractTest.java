package io.metrify.connector.kafka;

import io.metrify.connector.api.Ledger;
import io.metrify.testkit.contract.LedgerContract;
import io.metrify.testkit.server.EmbeddedKafka;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

class KafkaLedgerContractTest extends LedgerContract {

    private static final int PARTITIONS = 8;

    private static EmbeddedKafka broker;

    private String name = "";

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start();
        broker.createTopic("contract", PARTITIONS);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        broker.createTopic(name + "-checked", 1);
        broker.createTopic(name + "-dead", 1);
    }

    @Override
    protected Ledger open(String pipeline) {
        KafkaTopics topics =
                new KafkaTopics("contract", name + "-checked", name + "-dead", name + "-" + pipeline + "-progress");
        KafkaSettings impatient = KafkaSettings.of(broker.bootstrapServers())
                .with("delivery.timeout.ms", "1500")
                .with("request.timeout.ms", "1000")
                .with("max.block.ms", "3000");
        return KafkaLedger.builder(impatient, name + "." + pipeline, topics).build();
    }

    /** One of the topics is away. */
    @Override
    protected AutoCloseable outage() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(List.of(name + "-dead")).all().get();
        }
        return () -> broker.createTopic(name + "-dead", 1);
    }
}
