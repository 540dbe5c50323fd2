/**
 * Profiles of tables: what their columns hold, gathered in one pass, the same to the last byte for any split and any order
 * of the rows. Start at {@link io.metrify.quality.profile.DataProfile}.
 */
@NullMarked
package io.metrify.quality.profile;

import org.jspecify.annotations.NullMarked;
