/**
 * The model as Avro: published schemas, codecs, schema evolution, and the two framings that say which schema wrote a
 * record. Entry point: {@link io.metrify.avro.AvroCodec}.
 *
 * <p>The schemas are resources beside this package, {@code io/metrify/avro/MeterReading.avsc} and so on, in the
 * namespace {@code io.metrify.wire}. They evolve the way Avro resolves schemas: a field is only added with a default, an
 * enumeration only grows and has a default of its own.
 */
@NullMarked
package io.metrify.avro;

import org.jspecify.annotations.NullMarked;
