/**
 * Real servers for tests and samples: {@link io.metrify.testkit.server.EmbeddedKafka}, {@link
 * io.metrify.testkit.server.EmbeddedS3}, {@link io.metrify.testkit.server.EmbeddedPostgresServer} and {@link
 * io.metrify.testkit.server.EmbeddedSchemaRegistry}. Each listens on a
 * free port of the loopback address only, keeps its data in memory or a temporary directory unless it is given a
 * directory to re-open, and is stopped by {@code close()}, which may be called more than once.
 *
 * <p>The servers' libraries are optional dependencies: a project adds those of the servers it starts. All of them log
 * through SLF4J and nothing here binds it. A program whose console belongs to its user adds {@code slf4j-nop}, or a
 * binding such as {@code slf4j-simple} or {@code logback-classic} with the level of {@code org.apache.kafka} set to
 * {@code ERROR} and all others to {@code WARN}: at {@code INFO} the servers write thousands of lines, and logback without
 * a configuration writes at {@code DEBUG}. PostgreSQL writes to a file in its directory instead.
 */
@NullMarked
package io.metrify.testkit.server;

import org.jspecify.annotations.NullMarked;
