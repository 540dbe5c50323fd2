package io.metrify.testkit.server;

import io.metrify.model.MetrifyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * A real Apache Kafka broker inside this JVM: one KRaft node that is broker and controller at once, listening in plain
 * text on a free port of 127.0.0.1.
 *
 * <p>Transactions, both group protocols and share groups work, with a replication factor of 1. Records and committed
 * offsets never expire, because simulated and historical readings carry old timestamps. Topics are not created by
 * naming them: call {@link #createTopic(String, int)}.
 *
 * <p>It stops with {@link #close()}, not with the JVM, and keeps a JVM that does not call it alive. As in any Kafka
 * broker, losing the data directory while the broker runs halts the process. Where the default locale is Turkish or
 * Azeri, it is {@link java.util.Locale#ROOT} while a broker starts, because Kafka does not start in those. Safe for use by many threads, and several
 * brokers may run in one JVM.
 *
 * <pre>{@code
 * try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
 *     kafka.createTopic("readings", 4);
 *     properties.put("bootstrap.servers", kafka.bootstrapServers());
 * }
 * }</pre>
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int ANY_PORT = 0;
    private static final Duration LEADER_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LEADER_PAUSE = Duration.ofMillis(20);

    private final ServerDirectory directory;
    private final int port;
    private Optional<KafkaNode> node;
    private boolean closed;

    private EmbeddedKafka(ServerDirectory directory) {
        this.directory = directory;
        KafkaNode started = KafkaNode.start(directory.path(), ANY_PORT);
        this.node = Optional.of(started);
        this.port = started.port();
    }

    /**
     * Starts an empty broker in a temporary directory that {@link #close()} deletes.
     *
     * @return the running broker
     * @throws MetrifyException if the broker cannot be started
     */
    public static EmbeddedKafka start() {
        return start(ServerDirectory.temporary("metrify-kafka-"));
    }

    /**
     * Starts a broker on a directory that outlives it. An empty or missing directory becomes a new cluster; one that an
     * earlier broker wrote is re-opened with its topics, records, transactions and committed offsets, on a port that
     * may be another one than before.
     *
     * @param dataDirectory a directory of its own for one broker at a time; no comma in its path
     * @return the running broker
     * @throws MetrifyException if the broker cannot be started, for instance because another one has the directory open
     */
    public static EmbeddedKafka start(Path dataDirectory) {
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        if (dataDirectory.toAbsolutePath().toString().indexOf(',') >= 0) {
            throw new IllegalArgumentException("The data directory " + dataDirectory
                    + " has a comma in its path, which Kafka reads as a list of directories; choose another one.");
        }
        return start(ServerDirectory.of(dataDirectory));
    }

    private static EmbeddedKafka start(ServerDirectory directory) {
        try {
            return new EmbeddedKafka(directory);
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    /**
     * The address clients bootstrap from; it stays the same through {@link #restart()}.
     *
     * @return {@code 127.0.0.1:port}
     */
    public String bootstrapServers() {
        return KafkaNode.HOST + ":" + port;
    }

    /**
     * Makes sure that a topic exists and that the broker leads its partitions. Kafka answers a creation before it does,
     * and a producer that sends several batches into that moment can be stuck until its delivery timeout: the first is
     * refused, the second taken, and the first then is out of sequence for good.
     *
     * @param name the topic's name
     * @param partitions the number of partitions, at least 1
     * @return true if the topic was created, false if it was there with as many partitions
     * @throws IllegalArgumentException if the topic is there with another number of partitions
     * @throws IllegalStateException if this broker is closed
     * @throws MetrifyException if the broker refuses, for instance because the name is not a legal one
     */
    public boolean createTopic(String name, int partitions) {
        Objects.requireNonNull(name, "name");
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "A topic has at least one partition; " + partitions + " were asked for " + name + ".");
        }
        requireOpen();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            try {
                admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                        .all()
                        .get();
                awaitLeader(admin, name, partitions);
                return true;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
            int existing = admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
            if (existing != partitions) {
                throw new IllegalArgumentException("The topic " + name + " exists with " + existing
                        + " partitions, not " + partitions + "; ask for as many, or choose another name.");
            }
            return false;
        } catch (ExecutionException e) {
            throw new MetrifyException("The topic " + name + " could not be created.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MetrifyException("Interrupted while the topic " + name + " was being created.", e);
        }
    }

    /** Asks each partition for its end, which only its leader answers. */
    private static void awaitLeader(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        long deadline = System.nanoTime() + LEADER_PATIENCE.toNanos();
        while (true) {
            try {
                admin.listOffsets(ends).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(LEADER_PAUSE.toMillis());
        }
    }

    /**
     * Stops the broker and starts it again on the same port and data, as clients see it when a broker is replaced.
     * Returns when the broker serves requests again.
     *
     * @throws IllegalStateException if this broker is closed
     * @throws MetrifyException if the broker does not start again; it is then stopped and can be restarted or closed
     */
    public synchronized void restart() {
        requireOpen();
        stop();
        node = Optional.of(KafkaNode.start(directory.path(), port));
    }

    /** Stops the broker and, if its directory is temporary, deletes that; calling it again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (directory) {
            stop();
        }
    }

    private void stop() {
        Optional<KafkaNode> running = node;
        node = Optional.empty();
        running.ifPresent(KafkaNode::stop);
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This broker is closed; start another one.");
        }
    }

    @Override
    public String toString() {
        return "EmbeddedKafka[" + bootstrapServers() + ", " + directory.path() + "]";
    }
}
