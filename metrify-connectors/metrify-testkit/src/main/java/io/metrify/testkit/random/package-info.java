/**
 * Random numbers that are a function of what they are for, not of what was drawn before. Entry point: {@link
 * io.metrify.testkit.random.CounterRandom}.
 */
@NullMarked
package io.metrify.testkit.random;

import org.jspecify.annotations.NullMarked;
