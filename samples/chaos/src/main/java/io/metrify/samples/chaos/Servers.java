package io.metrify.samples.chaos;

import io.metrify.connector.postgres.PostgresSettings;
import io.metrify.connector.postgres.PostgresWarehouse;
import io.metrify.samples.chaos.WorkerSettings.Target;
import io.metrify.testkit.server.EmbeddedKafka;
import io.metrify.testkit.server.EmbeddedPostgresServer;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.testkit.server.FaultyProxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** The servers of a campaign, all of them real, and all but the broker only where they are needed. */
final class Servers implements AutoCloseable {

    private static final String TOPIC = "readings";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final EmbeddedKafka broker;
    private final EmbeddedPostgresServer database;
    private final EmbeddedS3 store;
    private final FaultyProxy proxy;
    private final StoreWeather weather;

    Servers(Scenario scenario) {
        weather = new StoreWeather(scenario.seed());
        try {
            broker = open(EmbeddedKafka.start(scenario.directory().resolve("kafka")));
            database = open(EmbeddedPostgresServer.start(scenario.directory().resolve("postgres")));
            store = open(EmbeddedS3.start(scenario.directory().resolve("store")));
            store.createBucket(WorkerSettings.BUCKET);
            proxy = open(FaultyProxy.start(store.endpoint(), weather));
            PostgresWarehouse.migrate(PostgresSettings.of(database.jdbcUrl()));
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    private <T extends AutoCloseable> T open(T server) {
        opened.push(server);
        return server;
    }

    /** What workers of a scenario are told; each kind has a topic of its own. */
    WorkerSettings settings(Target target, Scenario scenario) {
        String topic = TOPIC + "-" + target.name().toLowerCase(Locale.ROOT);
        broker.createTopic(topic, scenario.partitions());
        if (target == Target.TOPICS) {
            broker.createTopic(topic + "-checked", scenario.partitions());
            broker.createTopic(topic + "-dead", 1);
        }
        return new WorkerSettings(
                target,
                "",
                scenario.batchSize(),
                broker.bootstrapServers(),
                topic,
                proxy.endpoint().toString(),
                store.accessKey(),
                store.secretKey(),
                database.jdbcUrl());
    }

    /** The same with a store that is always well, for whoever counts. */
    WorkerSettings undisturbed(WorkerSettings settings) {
        return new WorkerSettings(
                settings.target(),
                settings.instance(),
                settings.batchSize(),
                settings.bootstrapServers(),
                settings.topic(),
                store.endpoint().toString(),
                settings.storeKey(),
                settings.storeSecret(),
                settings.databaseUrl());
    }

    void restartBroker() {
        broker.restart();
    }

    void restartDatabase() {
        database.restart();
    }

    long storeFaults() {
        return weather.faults();
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failed) {
                throw new IllegalStateException("a server did not stop", failed);
            }
        }
    }
}
