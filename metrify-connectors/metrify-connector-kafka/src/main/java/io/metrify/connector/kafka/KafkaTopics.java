package io.metrify.connector.kafka;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The topics of a pipeline from Kafka to Kafka.
 *
 * @param input what is read
 * @param accepted where accepted readings go, by meter
 * @param deadLetters where everything else goes, as {@link KafkaDeadLetterSink} says
 * @param progress where the pipeline keeps how far it came; made when it is missing, and nobody else's
 */
public record KafkaTopics(String input, String accepted, String deadLetters, String progress) {

    /** Checks that they are four. */
    public KafkaTopics {
        List<String> all = List.of(
                Objects.requireNonNull(input, "input"),
                Objects.requireNonNull(accepted, "accepted"),
                Objects.requireNonNull(deadLetters, "deadLetters"),
                Objects.requireNonNull(progress, "progress"));
        if (all.stream().anyMatch(String::isBlank) || Set.copyOf(all).size() < all.size()) {
            throw new IllegalArgumentException(
                    "the topics " + all + " are not four; a pipeline must not read what it writes");
        }
    }
}
