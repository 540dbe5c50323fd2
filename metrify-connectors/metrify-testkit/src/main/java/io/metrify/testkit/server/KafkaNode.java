package io.metrify.testkit.server;

import io.metrify.model.MetrifyException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * One run of a KRaft node, from bound sockets to shutdown.
 *
 * <p>It is put together from Kafka's broker and controller instead of from {@code KafkaRaftServer}, for two reasons.
 * The sockets are bound here and handed over, so that no other process can take a port between choosing and binding it.
 * And a fault inside the node is logged, where {@code KafkaRaftServer} would end the JVM that runs the tests.
 */
final class KafkaNode {

    static final String HOST = "127.0.0.1";

    private static final String CLIENTS = "PLAINTEXT";
    private static final String CONTROLLER = "CONTROLLER";
    private static final int NEW_NODE_ID = 1;
    private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final BrokerServer broker;
    private final ControllerServer controller;
    private final Metrics metrics;

    private KafkaNode(int port, BrokerServer broker, ControllerServer controller, Metrics metrics) {
        this.port = port;
        this.broker = broker;
        this.controller = controller;
        this.metrics = metrics;
    }

    /**
     * Starts a node on a data directory, formatting it first if it is new.
     *
     * @param requestedPort the port for clients, 0 for any free one
     */
    static KafkaNode start(Path data, int requestedPort) {
        try {
            return start(data, KafkaSockets.bind(requestedPort));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MetrifyException("Interrupted while Kafka was being started in " + data + ".", e);
        } catch (Exception e) {
            throw new MetrifyException(
                    "Kafka could not be started in " + data
                            + "; the directory must be writable, and empty or written by an earlier broker.",
                    e);
        }
    }

    private static KafkaNode start(Path data, KafkaSockets sockets) throws Exception {
        try {
            return startInANeutralLocale(data, nodeId(data), sockets);
        } catch (Exception e) {
            sockets.close();
            throw e;
        }
    }

    /**
     * Kafka upper-cases names of its own by the default locale while it starts, and in Turkish and Azeri "classic" then
     * is no name it knows. There, and only there, the JVM's locale is another one until the node is up.
     */
    private static synchronized KafkaNode startInANeutralLocale(Path data, int nodeId, KafkaSockets sockets)
            throws Exception {
        Locale locale = Locale.getDefault();
        if ("i".toUpperCase(locale).equals("I")) {
            return start(data, nodeId, sockets);
        }
        Locale display = Locale.getDefault(Locale.Category.DISPLAY);
        Locale format = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.ROOT);
        try {
            return start(data, nodeId, sockets);
        } finally {
            Locale.setDefault(locale);
            Locale.setDefault(Locale.Category.DISPLAY, display);
            Locale.setDefault(Locale.Category.FORMAT, format);
        }
    }

    private static KafkaNode start(Path data, int nodeId, KafkaSockets sockets) throws Exception {
        int clientPort = sockets.clients().socket().getLocalPort();
        int controllerPort = sockets.controllers().socket().getLocalPort();
        KafkaConfig config = new KafkaConfig(settings(data, nodeId, clientPort, controllerPort), false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> identity =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaNode.class), "");
        Metrics metrics = new Metrics();
        SharedServer shared = new SharedServer(
                config,
                identity._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(Map.of(nodeId, KafkaSockets.address(controllerPort))),
                List.of(),
                (name, fatal, action) -> new LoggingFaultHandler(name, action),
                (listener, address, backlog, receiveBuffer) -> sockets.handOver(address));
        KafkaNode node = new KafkaNode(
                clientPort,
                new BrokerServer(shared),
                new ControllerServer(shared, KafkaRaftServer.configSchema(), identity._2()),
                metrics);
        try {
            node.controller.startup();
            node.broker.startup();
            return node;
        } catch (Exception e) {
            node.stop();
            throw e;
        }
    }

    private static Map<String, String> settings(Path data, int nodeId, int clientPort, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(nodeId)),
                Map.entry(
                        "listeners",
                        CLIENTS + "://" + HOST + ":" + clientPort + "," + CONTROLLER + "://" + HOST + ":"
                                + controllerPort),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("controller.quorum.voters", nodeId + "@" + HOST + ":" + controllerPort),
                Map.entry("log.dirs", data.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                // Retention counts from the record's own timestamp: old readings would vanish minutes after arrival.
                Map.entry("log.retention.ms", "-1"),
                Map.entry("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE)),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"));
    }

    private static int nodeId(Path data) throws Exception {
        Path identity = data.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
        if (Files.notExists(identity)) {
            format(data);
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(identity)) {
            properties.load(in);
        }
        return Integer.parseInt(properties.getProperty("node.id", Integer.toString(NEW_NODE_ID)));
    }

    private static void format(Path data) throws Exception {
        new Formatter()
                .setNodeId(NEW_NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(data.toString())
                .setMetadataLogDirectory(data.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName(CONTROLLER)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }

    int port() {
        return port;
    }

    /** Stops the broker first, so that it can still tell the controller, then the controller. */
    void stop() {
        try (metrics) {
            broker.shutdown(SHUTDOWN_PATIENCE);
            controller.shutdown();
            broker.awaitShutdown();
            controller.awaitShutdown();
        }
    }
}
