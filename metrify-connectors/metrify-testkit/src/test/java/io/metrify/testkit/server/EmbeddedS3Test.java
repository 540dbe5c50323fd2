package io.metrify.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class EmbeddedS3Test {

    private static final String BUCKET = "lake";

    @Test
    void refusesAWrongSecretAndAnUnknownKey() {
        try (EmbeddedS3 s3 = EmbeddedS3.start()) {
            s3.createBucket(BUCKET);
            try (S3Client wrongSecret = client(s3, s3.accessKey(), "wrong");
                    S3Client unknownKey = client(s3, "unknown", s3.secretKey())) {
                for (S3Client intruder : List.of(wrongSecret, unknownKey)) {
                    assertThatExceptionOfType(S3Exception.class)
                            .isThrownBy(() -> put(intruder, "a", "1"))
                            .returns(403, S3Exception::statusCode);
                }
            }
        }
    }

    @Test
    void storesGetsAndListsObjectsByPages() {
        try (EmbeddedS3 s3 = EmbeddedS3.start();
                S3Client client = client(s3)) {
            s3.createBucket(BUCKET);
            for (int i = 0; i < 7; i++) {
                put(client, "date=2025-03-30/part-" + i, "value " + i);
            }
            put(client, "elsewhere", "not listed");
            assertThat(get(client, "date=2025-03-30/part-3")).isEqualTo("value 3");
            List<List<String>> pages = new ArrayList<>();
            for (ListObjectsV2Response page : client.listObjectsV2Paginator(
                    list -> list.bucket(BUCKET).prefix("date=").maxKeys(3))) {
                pages.add(page.contents().stream().map(S3Object::key).toList());
            }
            assertThat(pages.stream().map(List::size)).containsExactly(3, 3, 1);
            assertThat(pages.stream().flatMap(List::stream))
                    .containsExactlyElementsOf(IntStream.range(0, 7)
                            .mapToObj(i -> "date=2025-03-30/part-" + i)
                            .toList());
        }
    }

    @Test
    void letsExactlyOneConditionalWriterWinInMemory() throws Exception {
        try (EmbeddedS3 s3 = EmbeddedS3.start()) {
            assertThat(winnersOfARace(s3)).isEqualTo(1);
        }
    }

    @Test
    void letsExactlyOneConditionalWriterWinOnDisk(@TempDir Path directory) throws Exception {
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory)) {
            assertThat(winnersOfARace(s3)).isEqualTo(1);
        }
    }

    @Test
    void joinsTheParts() {
        try (EmbeddedS3 s3 = EmbeddedS3.start();
                S3Client client = client(s3)) {
            s3.createBucket(BUCKET);
            String first = "x".repeat(5 * 1024 * 1024);
            String upload = client.createMultipartUpload(
                            create -> create.bucket(BUCKET).key("big"))
                    .uploadId();
            List<CompletedPart> parts = new ArrayList<>();
            for (String part : List.of(first, "the end")) {
                int number = parts.size() + 1;
                String tag = client.uploadPart(
                                request -> request.bucket(BUCKET)
                                        .key("big")
                                        .uploadId(upload)
                                        .partNumber(number),
                                RequestBody.fromString(part))
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
            client.completeMultipartUpload(complete ->
                    complete.bucket(BUCKET).key("big").uploadId(upload).multipartUpload(all -> all.parts(parts)));
            assertThat(get(client, "big")).hasSize(first.length() + 7).endsWith("xthe end");
        }
    }

    @Test
    void findsBucketsAndObjectsOnAReopenedDirectoryUnderNewKeys(@TempDir Path directory) {
        String firstKey;
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory);
                S3Client client = client(s3)) {
            firstKey = s3.secretKey();
            assertThat(s3.createBucket(BUCKET)).isTrue();
            put(client, "date=2025-03-30/region=50Hertz/part-0", "92 rows");
        }
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory);
                S3Client client = client(s3)) {
            assertThat(s3.secretKey()).isNotEqualTo(firstKey);
            assertThat(s3.createBucket(BUCKET)).isFalse();
            assertThat(get(client, "date=2025-03-30/region=50Hertz/part-0")).isEqualTo("92 rows");
        }
    }

    @Test
    void keepsContentTypesAndMetadataOnAReopenedDirectory(@TempDir Path directory) throws Exception {
        assumeThat(Files.getFileStore(directory).supportsFileAttributeView(UserDefinedFileAttributeView.class))
                .as("the temporary directory's file system keeps extended attributes")
                .isTrue();
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory);
                S3Client client = client(s3)) {
            s3.createBucket(BUCKET);
            client.putObject(
                    put -> put.bucket(BUCKET)
                            .key("a.parquet")
                            .contentType("application/vnd.apache.parquet")
                            .metadata(Map.of("rows", "92")),
                    RequestBody.fromString("PAR1"));
        }
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory);
                S3Client client = client(s3)) {
            assertThat(client.headObject(head -> head.bucket(BUCKET).key("a.parquet")))
                    .returns("application/vnd.apache.parquet", HeadObjectResponse::contentType)
                    .returns(Map.of("rows", "92"), HeadObjectResponse::metadata);
        }
    }

    @Test
    void acceptsGivenKeysAndKeepsThemOutOfItsText() {
        try (EmbeddedS3 s3 = EmbeddedS3.builder()
                        .credentials("reader", "hunter2-hunter2")
                        .start();
                S3Client client = client(s3, "reader", "hunter2-hunter2")) {
            s3.createBucket(BUCKET);
            put(client, "a", "1");
            assertThat(get(client, "a")).isEqualTo("1");
            assertThat(s3).hasToString("EmbeddedS3[" + s3.endpoint() + "]");
        }
    }

    @Test
    void refusesAnIllegalBucketName() {
        try (EmbeddedS3 s3 = EmbeddedS3.start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> s3.createBucket("No Bucket"))
                    .withMessageContaining("No Bucket");
        }
    }

    @Test
    void closesTwiceAndLeavesNoThreads() throws Exception {
        LingeringThreads threads = LingeringThreads.watch();
        EmbeddedS3 s3 = EmbeddedS3.start();
        s3.createBucket(BUCKET);
        assertThat(threads.names()).isNotEmpty();
        s3.close();
        s3.close();
        assertThatIllegalStateException().isThrownBy(() -> s3.createBucket("another"));
        assertThat(threads.namesAfterAWhile()).isEmpty();
    }

    private static long winnersOfARace(EmbeddedS3 s3) throws Exception {
        s3.createBucket(BUCKET);
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try (S3Client client = client(s3)) {
            List<Callable<Integer>> attempts = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> conditionalPut(client, "writer " + i))
                    .toList();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : writers.invokeAll(attempts)) {
                answers.add(answer.get());
            }
            assertThat(answers).isSubsetOf(200, 409, 412);
            return answers.stream().filter(status -> status == 200).count();
        } finally {
            writers.shutdownNow();
        }
    }

    private static int conditionalPut(S3Client client, String content) {
        try {
            return client.putObject(
                            put -> put.bucket(BUCKET).key("contested").ifNoneMatch("*"),
                            RequestBody.fromString(content))
                    .sdkHttpResponse()
                    .statusCode();
        } catch (S3Exception refused) {
            return refused.statusCode();
        }
    }

    private static void put(S3Client client, String key, String content) {
        client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    private static String get(S3Client client, String key) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asString(StandardCharsets.UTF_8);
    }

    private static S3Client client(EmbeddedS3 s3) {
        return client(s3, s3.accessKey(), s3.secretKey());
    }

    private static S3Client client(EmbeddedS3 s3, String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.of(EmbeddedS3.REGION))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
