package io.metrify.connector.s3;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.RetrySchedule;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.Site;
import io.metrify.testkit.server.EmbeddedS3;
import io.metrify.validation.MeterDirectory;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A fresh bucket of a real server, readings to put into it, and an independent look at what is in it. */
final class TestLake implements AutoCloseable {

    /** Local midnight of the spring day of 92 quarter hours in Berlin. */
    static final Instant SPRING_DAY = Instant.parse("2026-03-28T23:00:00Z");

    static final MeterDirectory METERS = MeterDirectory.of(List.of(
            meter("M-0", MeterType.HOUSEHOLD, "Bayern"),
            meter("M-1", MeterType.PROSUMER, "Baden-Württemberg"),
            meter("M-2", MeterType.HOUSEHOLD, "a/b=c%"),
            meter("M-3", MeterType.HEAT_PUMP, "Bayern")));

    static final RetrySchedule QUICK = new RetrySchedule(4, Duration.ofMillis(5), Duration.ofMillis(20));

    private static int buckets;

    final EmbeddedS3 server;
    final String bucket;
    final S3Client client;

    /** For looking from outside: unlike the lake's own client it tries again by itself when a connection was closed. */
    private final S3Client onlooker;

    TestLake(EmbeddedS3 server) {
        this.server = server;
        this.bucket = "lake-" + buckets++;
        server.createBucket(bucket);
        this.client = clientFor(server.endpoint());
        this.onlooker = S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(EmbeddedS3.REGION))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    S3Client clientFor(URI endpoint) {
        return S3Clients.create(settings(endpoint));
    }

    S3Settings settings(URI endpoint) {
        return S3Settings.of(endpoint, EmbeddedS3.REGION)
                .withCredentials(S3Credentials.of(server.accessKey(), server.secretKey()))
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(20));
    }

    S3Lake lake() {
        return lake(client).build();
    }

    S3Lake.Builder lake(S3Client through) {
        return S3Lake.builder(through, bucket).meters(METERS).retries(QUICK);
    }

    static Meter meter(String id, MeterType type, String region) {
        return Meter.of(id, type, new Site(region, null, null), Duration.ofMinutes(15));
    }

    /** A batch of quarter hours from the beginning of the spring day on, position by position, over five meters. */
    static IngestBatch batch(long first, long end) {
        List<AcceptedReading> accepted = new ArrayList<>();
        for (long position = first; position < end; position++) {
            accepted.add(new AcceptedReading(reading(position), List.of()));
        }
        return new IngestBatch(new BatchSpan("meter-readings", "3", first, end), 1, accepted, List.of(), 0);
    }

    /** The same batch under a later claim. */
    static IngestBatch batch(long first, long end, long epoch) {
        IngestBatch batch = batch(first, end);
        return new IngestBatch(batch.span(), epoch, batch.accepted(), List.of(), 0);
    }

    /** A batch of one meter, a quarter hour for each position. */
    static IngestBatch batchOf(String meter, long first, long end) {
        List<AcceptedReading> accepted = new ArrayList<>();
        for (long position = first; position < end; position++) {
            Interval interval = Interval.of(SPRING_DAY.plusSeconds(900 * position), Duration.ofMinutes(15));
            accepted.add(new AcceptedReading(
                    MeterReading.of(meter, interval, Energy.ofMilliwattHours(position)), List.of()));
        }
        return new IngestBatch(new BatchSpan("meter-readings", "3", first, end), 1, accepted, List.of(), 0);
    }

    static MeterReading reading(long position) {
        Interval interval = Interval.of(SPRING_DAY.plusSeconds(900 * (position / 5)), Duration.ofMinutes(15));
        return MeterReading.of("M-" + position % 5, interval, Energy.ofMilliwattHours(333_333 + position));
    }

    static Energy energy(long first, long end) {
        return Energy.sum(batch(first, end).accepted().stream()
                .map(accepted -> Objects.requireNonNull(accepted.reading().consumption()))
                .toList());
    }

    /** Every key of the bucket with the mark of its content. */
    Map<String, String> content() {
        return onlooker.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .collect(Collectors.toMap(S3Object::key, S3Object::eTag, (a, b) -> a, TreeMap::new));
    }

    List<String> parquetKeys() {
        return content().keySet().stream()
                .filter(key -> key.endsWith(".parquet"))
                .toList();
    }

    /** The keys of the Parquet objects that count. */
    List<String> countingKeys() {
        return lake().objects().map(LakeObject::key).toList();
    }

    /** The number of steps the log has. */
    long version() {
        return lake().snapshot().version();
    }

    byte[] get(String key) {
        return onlooker.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    void put(String key, String content) {
        onlooker.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    /** Downloads what counts in the lake and asks DuckDB, with {@code lake} standing for its table. */
    <T> List<T> query(Path directory, String sql, Row<T> row) throws IOException, SQLException {
        for (String key : countingKeys()) {
            Path file = directory.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, get(key));
        }
        String lake = "read_parquet('" + directory + "/**/*.parquet', hive_partitioning = true)";
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(sql.replace("lake", lake))) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.of(result));
            }
            return rows;
        }
    }

    /** The exact sum that DuckDB sees; null if there is nothing. */
    BigDecimal sum(Path directory) throws IOException, SQLException {
        return query(directory, "SELECT sum(consumption_kwh) FROM lake", row -> row.getBigDecimal(1))
                .get(0);
    }

    @Override
    public void close() {
        client.close();
        onlooker.close();
    }

    /** Reads a row of a result. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
