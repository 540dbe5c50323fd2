/**
 * The example of the README.
 */
@NullMarked
package io.metrify.samples.quickstart;

import org.jspecify.annotations.NullMarked;
