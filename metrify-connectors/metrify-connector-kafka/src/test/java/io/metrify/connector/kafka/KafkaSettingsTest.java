package io.metrify.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    @Test
    void neverShowsTheValuesOfSettings() {
        KafkaSettings settings = KafkaSettings.of("broker:9092").with("sasl.jaas.config", "password=\"hunter2\"");

        assertThat(settings).hasToString("broker:9092 PLAINTEXT [sasl.jaas.config]");
    }

    @Test
    void theUsersSettingsWinOverTheDefaults() {
        assertThat(KafkaSettings.of("broker:9092")
                        .with("acks", "1")
                        .toProperties(Map.of("acks", "all", "linger.ms", "5")))
                .containsEntry("acks", "1")
                .containsEntry("linger.ms", "5")
                .containsEntry("bootstrap.servers", "broker:9092");
    }

    @Test
    void neverShowsThemInItsPartsEither() {
        KafkaSettings settings = KafkaSettings.of("broker:9092").with("sasl.jaas.config", "password=\"hunter2\"");

        assertThat(settings.settings().toString()).doesNotContain("hunter2");
    }

    @Test
    void takesEmptyValuesWhichTurnSettingsOff() {
        assertThat(KafkaSettings.of("broker:9092")
                        .with("ssl.endpoint.identification.algorithm", "")
                        .toProperties(Map.of()))
                .containsEntry("ssl.endpoint.identification.algorithm", "");
    }

    @Test
    void theUsersSettingsWinOverTheSecurity() {
        assertThat(KafkaSettings.of("broker:9092")
                        .with("security.protocol", "SASL_PLAINTEXT")
                        .with(KafkaSecurity.tls())
                        .toProperties(Map.of()))
                .containsEntry("security.protocol", "SASL_PLAINTEXT");
    }

    @Test
    void refusesBlankAddresses() {
        assertThatThrownBy(() -> KafkaSettings.of(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("localhost:9092");
    }
}
