/**
 * Rules and their thresholds by file: a YAML or JSON file says what differs from the standard, and is refused as a whole
 * with every problem in it, each with its line and path. Entry point: {@link io.metrify.validation.config.RuleFile}.
 *
 * <p>Only this package needs a parser, so both are optional dependencies that a project which reads such files adds itself:
 * {@code org.yaml:snakeyaml} for YAML, {@code com.fasterxml.jackson.core:jackson-core} for JSON.
 */
@NullMarked
package io.metrify.validation.config;

import org.jspecify.annotations.NullMarked;
