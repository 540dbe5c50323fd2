/** A real browser for tests of pages. */
@NullMarked
package io.metrify.samples.pipeline.browser;

import org.jspecify.annotations.NullMarked;
