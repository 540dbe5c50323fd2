/** Tests of the rules every artifact keeps: who may see whom, and what things are called. */
@NullMarked
package io.metrify.architecture;

import org.jspecify.annotations.NullMarked;
