package io.metrify.connector.postgres;

import java.time.Instant;
import java.util.Objects;

/**
 * A version of a configuration, which stays as it was written.
 *
 * @param name what is configured
 * @param version counts from 1
 * @param content the configuration, for example YAML; never a secret
 * @param author who wrote it
 * @param createdAt when, by the database's clock
 */
public record ConfigurationVersion(String name, long version, String content, String author, Instant createdAt) {

    /** Checks that nothing is missing. */
    public ConfigurationVersion {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
