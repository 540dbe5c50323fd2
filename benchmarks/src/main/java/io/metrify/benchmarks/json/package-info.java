/** JSON of meter readings: the hot codec against Jackson databind. */
@NullMarked
package io.metrify.benchmarks.json;

import org.jspecify.annotations.NullMarked;
