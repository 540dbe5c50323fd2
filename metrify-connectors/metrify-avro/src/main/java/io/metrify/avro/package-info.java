/**
 * Avro schemas and codecs of the model.
 */
@NullMarked
package io.metrify.avro;

import org.jspecify.annotations.NullMarked;
