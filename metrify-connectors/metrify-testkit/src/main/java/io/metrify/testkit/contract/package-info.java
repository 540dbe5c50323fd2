/**
 * What every source, sink and ledger must do, as JUnit tests to extend: {@link io.metrify.testkit.contract.SourceContract}, {@link
 * io.metrify.testkit.contract.BatchSinkContract}, {@link io.metrify.testkit.contract.LedgerContract}. A connector has one small
 * subclass of each contract it fulfils, which opens the connector on a store of its own for each test. Needs JUnit and AssertJ on
 * the class path.
 */
@NullMarked
package io.metrify.testkit.contract;

import org.jspecify.annotations.NullMarked;
