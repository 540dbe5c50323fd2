/**
 * Profiles of tables: what their columns hold, gathered in one pass, the same to the last byte for any split and any order
 * of the rows. Start at {@link io.metrify.quality.profile.DataProfile}; {@link io.metrify.quality.profile.Drift} compares
 * two of them, {@link io.metrify.quality.profile.Suggestions} says what to expect of later data.
 */
@NullMarked
package io.metrify.quality.profile;

import org.jspecify.annotations.NullMarked;
