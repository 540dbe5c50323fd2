/**
 * The state of control zones and who operates them.
 */
@NullMarked
package io.metrify.model.grid;

import org.jspecify.annotations.NullMarked;
