/**
 * The examples of the README and of the guides.
 */
@NullMarked
package io.metrify.samples.quickstart;

import org.jspecify.annotations.NullMarked;
