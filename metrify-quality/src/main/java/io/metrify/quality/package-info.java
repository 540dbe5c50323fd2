/**
 * Quality scores of metering data, each with the contributions it is made of.
 */
@NullMarked
package io.metrify.quality;

import org.jspecify.annotations.NullMarked;
