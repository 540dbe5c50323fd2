package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.Origin;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.SinkException;
import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.server.EmbeddedS3;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeEncryptionTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final LocalKeys KEYS = LocalKeys.of("lake-2026", KEY);

    private static EmbeddedS3 server;

    @TempDir
    Path directory;

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

    @Test
    void isReadWithTheKeyAndNotWithoutIt() throws Exception {
        S3Lake lake = lake(KEYS);
        lake.sink().write(batch());
        lake.sink().write(batch());
        assertThat(lake(KEYS).read(LakeQuery.ALL)).containsExactlyInAnyOrderElementsOf(readings());
        assertThat(lake.read(lake.snapshot().raw().get(0))).isEqualTo(batch().records());

        assertThatThrownBy(() -> test.lake().statistics()).hasMessageContaining("is no step of a lake's log");
        assertThatThrownBy(() -> lake(LocalKeys.of("other", new byte[32])).statistics())
                .isInstanceOf(EncryptionException.class)
                .hasMessageContaining("\"lake-2026\" is not here");
        assertThatThrownBy(() -> lake(LocalKeys.of("lake-2026", new byte[32])).statistics())
                .isInstanceOf(EncryptionException.class)
                .hasMessageContaining("another key of that name");
        for (String key : test.content().keySet()) {
            assertThat(new String(test.get(key), StandardCharsets.ISO_8859_1))
                    .as(key)
                    .startsWith("MTLAKE1\n")
                    .doesNotContain("M-1", "PAR1", "HOUSEHOLD", "energy", "raw bytes");
        }
        Path parquet = Files.write(
                directory.resolve("x.parquet"), test.get(test.parquetKeys().get(0)));
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM '" + parquet + "'"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void olderKeysStillRead() {
        lake(KEYS).sink().write(batch());
        LocalKeys rotated = LocalKeys.of("lake-2027", new byte[32]).withOlder(KEYS);
        S3Lake later = lake(rotated);
        later.sink().write(TestLake.batch(1_000, 1_050));
        later.sink().write(TestLake.batch(1_050, 1_100));
        assertThat(later.statistics().rows()).isEqualTo(1_100);
        assertThat(later.maintenance().compact(1 << 20, 1 << 20).into()).isPositive();
        assertThat(lake(rotated).read(LakeQuery.ALL)).hasSize(1_100);
    }

    @Test
    void refusesAnObjectThatWasChangedCutOffMovedOrNeverEncrypted() {
        Vault vault = new Vault(KEYS);
        byte[] content = bytes(200_000);
        byte[] sealed = vault.seal("a", content);
        assertThat(vault.open("a", sealed)).isEqualTo(content);
        assertThatThrownBy(() -> vault.open("b", sealed)).isInstanceOf(EncryptionException.class);
        for (int cut : List.of(1, 16, 3_500, 64 << 10, (64 << 10) + 16, 3 * ((64 << 10) + 16), sealed.length - 20)) {
            byte[] shorter = Arrays.copyOf(sealed, sealed.length - cut);
            assertThatThrownBy(() -> vault.open("a", shorter)).isInstanceOf(EncryptionException.class);
        }
        for (int place = 0; place < sealed.length; place += place < 300 ? 1 : 9_973) {
            byte[] changed = sealed.clone();
            changed[place] ^= 4;
            assertThatThrownBy(() -> vault.open("a", changed)).isInstanceOf(EncryptionException.class);
        }
        assertThatThrownBy(() -> vault.open("a", content))
                .isInstanceOf(EncryptionException.class)
                .hasMessageContaining("is not encrypted");
        // Exchanging whole chunks of equal length is noticed as well.
        byte[] exchanged = sealed.clone();
        int chunk = (64 << 10) + 16;
        int header = sealed.length - content.length - 4 * 16;
        System.arraycopy(sealed, header, exchanged, header + chunk, chunk);
        System.arraycopy(sealed, header + chunk, exchanged, header, chunk);
        assertThatThrownBy(() -> vault.open("a", exchanged)).isInstanceOf(EncryptionException.class);
    }

    @Test
    void readsAnyPartOfAnEncryptedObject() throws Exception {
        Vault vault = new Vault(KEYS);
        Bucket bucket = new Bucket(test.client, test.bucket, TestLake.QUICK, null);
        for (int size : List.of(0, 1, 1_000, (64 << 10) - 1, 64 << 10, (64 << 10) + 1, 2 << 16, 150_000)) {
            byte[] content = bytes(size);
            byte[] sealed = vault.seal("part", content);
            assertThat(vault.open("part", sealed)).isEqualTo(content);
            bucket.replace("part", sealed, "x");
            RawObject object = new RawObject(
                    "part",
                    "s",
                    "p",
                    0,
                    1,
                    1,
                    sealed.length,
                    Instant.EPOCH,
                    bucket.head("part").eTag());
            ObjectFile file = new ObjectFile(bucket, object, vault, 100);
            assertThat(file.getLength()).isEqualTo(size);
            try (var in = file.newStream()) {
                for (int from : List.of(0, size / 2, Math.max(0, size - 101), size)) {
                    in.seek(from);
                    byte[] read = new byte[Math.min(70_000, size - from)];
                    in.readFully(read);
                    assertThat(read).isEqualTo(Arrays.copyOfRange(content, from, from + read.length));
                }
            }
        }
    }

    @Test
    void showsNoKeyAnywhere() {
        String hex = HexFormat.of().formatHex(KEY);
        String base64 = Base64.getEncoder().encodeToString(KEY);
        lake(KEYS).sink().write(batch());
        Throwable wrong = catchThrowable(
                () -> lake(LocalKeys.of("lake-2026", new byte[32])).statistics());
        Throwable absent =
                catchThrowable(() -> lake(LocalKeys.of("x", KEY)).sink().write(batch()));
        assertThat(absent).isInstanceOf(SinkException.class);
        StringWriter everything = new StringWriter();
        wrong.printStackTrace(new PrintWriter(everything));
        absent.printStackTrace(new PrintWriter(everything));
        everything.append(KEYS.toString()).append(KEYS.create().toString());
        assertThat(everything.toString())
                .doesNotContain(hex, base64, new String(KEY, StandardCharsets.US_ASCII))
                .contains("lake-2026", "hidden");
    }

    @Test
    void takesKeysFromFilesAndKeystores() throws Exception {
        Path plain = Files.write(directory.resolve("plain"), KEY);
        Path text =
                Files.writeString(directory.resolve("text"), Base64.getEncoder().encodeToString(KEY) + "\n");
        DataKey made = KEYS.create();
        for (LocalKeys same : List.of(
                LocalKeys.fromFile("lake-2026", plain),
                LocalKeys.fromFile("lake-2026", text),
                LocalKeys.fromKeystore(keystore(), "lake-2026", "password".toCharArray()))) {
            assertThat(same.unwrap("lake-2026", made.wrapped())).isEqualTo(made.secret());
        }
        assertThatThrownBy(() -> LocalKeys.fromFile("k", Files.writeString(directory.resolve("short"), "abc")))
                .hasMessageContaining("neither 32 bytes nor their Base64");
        assertThatThrownBy(() -> LocalKeys.fromFile("k", directory.resolve("missing")))
                .isInstanceOf(EncryptionException.class);
        assertThatThrownBy(() -> LocalKeys.fromKeystore(keystore(), "other", "password".toCharArray()))
                .hasMessageContaining("has no secret key other");
        assertThatThrownBy(() -> LocalKeys.fromKeystore(keystore(), "lake-2026", "wrong".toCharArray()))
                .isInstanceOf(EncryptionException.class);
        assertThatThrownBy(() -> LocalKeys.of("k", new byte[16])).hasMessageContaining("openssl rand");
    }

    @Test
    void asksTheStoreToEncrypt() {
        for (StoreEncryption encryption : List.of(StoreEncryption.s3(), StoreEncryption.kms("alias/lake"))) {
            test.lake(test.client).storeEncryption(encryption).build().sink().write(batch());
        }
        Bucket bucket = new Bucket(test.client, test.bucket, TestLake.QUICK, StoreEncryption.kms("alias/lake"));
        bucket.replace("x", new byte[] {1}, "x");
        assertThat(bucket.head("x").serverSideEncryptionAsString()).isEqualTo("aws:kms");
        assertThat(bucket.head("x").ssekmsKeyId()).isEqualTo("alias/lake");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private Path keystore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry(
                "lake-2026",
                new KeyStore.SecretKeyEntry(new SecretKeySpec(KEY, "AES")),
                new KeyStore.PasswordProtection("password".toCharArray()));
        Path file = directory.resolve("keys.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "password".toCharArray());
        }
        return file;
    }

    private S3Lake lake(KeyProvider keys) {
        return test.lake(test.client).keys(keys).raw(true).build();
    }

    private static IngestBatch batch() {
        return new IngestBatch(
                new BatchSpan("meter-readings", "3", 0, 1_000),
                1,
                TestLake.batch(0, 1_000).accepted(),
                List.of(),
                0,
                List.of(new RawRecord(
                        new Origin("meter-readings", "3", 0),
                        null,
                        "raw bytes".getBytes(StandardCharsets.US_ASCII),
                        Map.of())));
    }

    private static List<MeterReading> readings() {
        return TestLake.batch(0, 1_000).accepted().stream()
                .map(AcceptedReading::reading)
                .toList();
    }
}
