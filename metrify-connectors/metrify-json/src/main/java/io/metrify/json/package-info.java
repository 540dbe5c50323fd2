/**
 * JSON codecs of the model.
 */
@NullMarked
package io.metrify.json;

import org.jspecify.annotations.NullMarked;
