/**
 * Readers of exchange files.
 */
@NullMarked
package io.metrify.formats;

import org.jspecify.annotations.NullMarked;
