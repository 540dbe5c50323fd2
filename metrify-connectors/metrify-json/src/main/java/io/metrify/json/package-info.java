/**
 * The model as JSON. {@link io.metrify.json.MetrifyModule} teaches the wire names to any Jackson {@code ObjectMapper},
 * {@link io.metrify.json.JsonCodec} reads and writes any model object strictly, and {@link
 * io.metrify.json.MeterReadingJson} does the same for meter readings at the speed of a stream.
 *
 * <p>Start with {@link io.metrify.json.JsonCodec}.
 */
@NullMarked
package io.metrify.json;

import org.jspecify.annotations.NullMarked;
