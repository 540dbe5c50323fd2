/**
 * Rows with named and typed columns, from wherever they come: records, arrays, a JDBC result set. Profiles and expectation
 * suites read nothing else. Start at {@link io.metrify.quality.table.Table}.
 */
@NullMarked
package io.metrify.quality.table;

import org.jspecify.annotations.NullMarked;
