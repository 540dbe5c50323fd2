/** Grid operators and the state of their control zones. Entry point: {@link io.metrify.model.grid.GridStatus}. */
@NullMarked
package io.metrify.model.grid;

import org.jspecify.annotations.NullMarked;
