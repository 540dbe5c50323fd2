package io.metrify.connector.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes S3 clients from typed settings. The clients do not retry by themselves: the lake does, and two layers of
 * retries would multiply. They use Apache's HTTP client. A {@link S3Lake} takes any other {@link S3Client} as well.
 */
public final class S3Clients {

    private S3Clients() {}

    /**
     * A client that the caller closes.
     *
     * @param settings how to reach the store
     * @return the client, safe for use by many threads
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is given and the environment has
     *     none
     */
    public static S3Client create(S3Settings settings) {
        S3ClientBuilder builder = S3Client.builder()
                .forcePathStyle(settings.pathStyle())
                .credentialsProvider(credentials(settings.credentials()))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(settings.connectTimeout())
                        .socketTimeout(settings.requestTimeout()))
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(settings.requestTimeout()));
        URI endpoint = settings.endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        String region = settings.region();
        if (region != null) {
            builder.region(Region.of(region));
        }
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(@Nullable S3Credentials fixed) {
        if (fixed == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        String token = fixed.sessionToken();
        return StaticCredentialsProvider.create(
                token == null
                        ? AwsBasicCredentials.create(fixed.accessKeyId(), fixed.secretAccessKey())
                        : AwsSessionCredentials.create(fixed.accessKeyId(), fixed.secretAccessKey(), token));
    }
}
