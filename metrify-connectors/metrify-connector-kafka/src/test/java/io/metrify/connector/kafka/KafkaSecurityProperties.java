package io.metrify.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.api.Secret;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.NotEmpty;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

class KafkaSecurityProperties {

    @Property(tries = 300)
    void anyPasswordReachesTheLoginModuleAsItIs(@ForAll @NotBlank String user, @ForAll @NotEmpty String password) {
        String login = Objects.requireNonNull(KafkaSecurity.plain(user, Secret.of(password))
                        .settings()
                        .get("sasl.jaas.config"))
                .reveal();

        Map<String, ?> options = JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(login)))
                .configurationEntries()
                .get(0)
                .getOptions();

        assertThat(options.get("username")).isEqualTo(user);
        assertThat(options.get("password")).isEqualTo(password);
    }
}
