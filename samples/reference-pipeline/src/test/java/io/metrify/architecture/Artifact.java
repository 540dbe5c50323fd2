package io.metrify.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A published artifact, the package it owns, and the packages it may see besides the JDK and its own. */
enum Artifact {
    MODEL("metrify-model", "io.metrify.model", "jakarta.validation.."),
    // Hibernate Validator is for the bean package alone and the parsers for config, each of which has a test of its
    // own.
    VALIDATION(
            "metrify-validation",
            "io.metrify.validation",
            "io.metrify.model..",
            "jakarta.validation..",
            "org.hibernate.validator..",
            "org.yaml.snakeyaml..",
            "com.fasterxml.jackson.core.."),
    QUALITY(
            "metrify-quality",
            "io.metrify.quality",
            "io.metrify.model..",
            "io.metrify.validation..",
            "com.fasterxml.jackson.."),
    ANALYTICS(
            "metrify-analytics",
            "io.metrify.analytics",
            "io.metrify.model..",
            "io.metrify.quality..",
            "org.apache.commons.math3.."),
    CONNECTOR_API(
            "metrify-connector-api",
            "io.metrify.connector.api",
            "io.metrify.model..",
            "io.metrify.validation..",
            "io.metrify.quality..",
            "io.micrometer..",
            "dev.failsafe.."),
    JSON("metrify-json", "io.metrify.json", edge("com.fasterxml.jackson..")),
    AVRO("metrify-avro", "io.metrify.avro", edge("org.apache.avro..")),
    PARQUET(
            "metrify-parquet",
            "io.metrify.parquet",
            edge("org.apache.parquet..", "org.apache.hadoop..", "com.github.luben.zstd..")),
    // The format jsonl is a file of what metrify-json writes; a second reader of it would drift from the first.
    FORMATS("metrify-formats", "io.metrify.formats", edge("io.metrify.json..")),
    // The values of topics are Avro or JSON, and their schemas are in registries that speak JSON.
    KAFKA(
            "metrify-connector-kafka",
            "io.metrify.connector.kafka",
            edge(
                    "org.apache.kafka..",
                    "io.metrify.avro..",
                    "io.metrify.json..",
                    "org.apache.avro..",
                    "com.fasterxml.jackson..")),
    S3(
            "metrify-connector-s3",
            "io.metrify.connector.s3",
            edge(
                    "software.amazon.awssdk..",
                    "io.metrify.parquet..",
                    "org.apache.parquet.io..",
                    "com.github.luben.zstd..",
                    "com.fasterxml.jackson.core..",
                    "dev.failsafe..")),
    // A warehouse stores facts as well as readings.
    JDBC("metrify-connector-jdbc", "io.metrify.connector.jdbc", edge("io.metrify.analytics..")),
    DUCKDB(
            "metrify-connector-duckdb",
            "io.metrify.connector.duckdb",
            edge("io.metrify.connector.jdbc..", "org.duckdb..")),
    POSTGRES(
            "metrify-connector-postgres",
            "io.metrify.connector.postgres",
            edge("io.metrify.connector.jdbc..", "org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb.core..")),
    SNOWFLAKE(
            "metrify-connector-snowflake",
            "io.metrify.connector.snowflake",
            edge("io.metrify.connector.jdbc..", "net.snowflake.client.api..")),
    TESTKIT("metrify-testkit", "io.metrify.testkit", "..", "scala");

    private static final List<String> EVERYWHERE = List.of(
            "java..",
            "javax.crypto..",
            "javax.management..",
            "javax.net..",
            "javax.sql..",
            "javax.xml..",
            "org.w3c.dom..",
            "org.xml.sax..",
            "org.jspecify.annotations..");

    private final String artifactId;
    private final String packageName;
    private final List<String> visible;

    Artifact(String artifactId, String packageName, String... visible) {
        this.artifactId = artifactId;
        this.packageName = packageName;
        this.visible = List.of(visible);
    }

    String artifactId() {
        return artifactId;
    }

    String packages() {
        return packageName + "..";
    }

    String[] mayDependOn() {
        List<String> all = new ArrayList<>(EVERYWHERE);
        all.add(packages());
        all.addAll(visible);
        return all.toArray(String[]::new);
    }

    boolean owns(JavaClass type) {
        return type.getPackageName().equals(packageName)
                || type.getPackageName().startsWith(packageName + ".");
    }

    /** What codecs, formats and connectors see: the connector API with what it exposes, and one driver. */
    private static String[] edge(String... driver) {
        return Stream.concat(
                        Stream.of(
                                "io.metrify.connector.api..",
                                "io.metrify.model..",
                                "io.metrify.validation..",
                                "io.metrify.quality.."),
                        Arrays.stream(driver))
                .toArray(String[]::new);
    }
}
