@NullMarked
package io.metrify.samples.chaos;

import org.jspecify.annotations.NullMarked;
