package io.metrify.model.constraint;

import jakarta.validation.Payload;

/**
 * How much the violation of a constraint matters, as the constraint's payload. A constraint without any of them is
 * an error: the bean cannot be used.
 *
 * <pre>{@code
 * record Feeder(@MeasuredRange(min = 0, unit = "A", payload = Severities.Warning.class) double current) {}
 * }</pre>
 */
public final class Severities {

    private Severities() {}

    /** Worth knowing; the bean is used without doubt. */
    public interface Info extends Payload {}

    /** The bean is used, with doubt. */
    public interface Warning extends Payload {}
}
