package io.metrify.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class S3SettingsTest {

    @Test
    void keepsSecretsOutOfItsText() {
        S3Settings settings = S3Settings.aws().withCredentials(new S3Credentials("AKIA1", "s3cr3t", "t0k3n"));
        assertThat(settings.toString())
                .contains("AKIA1")
                .doesNotContain("s3cr3t")
                .doesNotContain("t0k3n");
    }

    @Test
    void refusesAnEndpointWithoutAHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Settings.of(URI.create("localhost:9000"), "us-east-1"))
                .withMessageContaining("http://localhost:9000");
    }

    @Test
    void refusesABlankKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Credentials.of("AKIA1", " "))
                .withMessageContaining("default chain");
    }

    @Test
    void refusesATimeoutOfZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Settings.aws().withTimeouts(Duration.ZERO, Duration.ofSeconds(1)))
                .withMessageContaining("not positive");
    }

    @Test
    void makesAClientForAwsWithTheDefaultCredentials() {
        try (var client = S3Clients.create(S3Settings.aws().withRegion("eu-central-1"))) {
            assertThat(client.serviceClientConfiguration().region().id()).isEqualTo("eu-central-1");
        }
    }
}
