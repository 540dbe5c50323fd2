/**
 * The exact values everything else is made of: energy, intervals, market days and quality codes.
 */
@NullMarked
package io.metrify.model;

import org.jspecify.annotations.NullMarked;
