/** Avro: the codec written by hand against the classes that Avro generates from the same schema. */
@NullMarked
package io.metrify.benchmarks.avro;

import org.jspecify.annotations.NullMarked;
