package io.metrify.validation.config;

import io.metrify.validation.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of a rule.
 *
 * @param enabled whether the rule is in force
 * @param severity how much its findings matter, or null for the usual
 */
record RuleSetting(boolean enabled, @Nullable Severity severity) {}
