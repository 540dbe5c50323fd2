package io.metrify.testkit.contract;

import static io.metrify.testkit.contract.ContractBatches.oneOfEach;
import static io.metrify.testkit.contract.ContractBatches.reading;
import static io.metrify.testkit.contract.ContractBatches.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.Checkpoint;
import io.metrify.connector.api.Claim;
import io.metrify.connector.api.FencedException;
import io.metrify.connector.api.IngestBatch;
import io.metrify.connector.api.IngestCounts;
import io.metrify.connector.api.Ledger;
import io.metrify.connector.api.Progress;
import io.metrify.connector.api.SinkException;
import io.metrify.validation.SeenReadings;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} must do. */
public abstract class LedgerContract {

    private static final String PIPELINE = "contract";

    /** For subclasses. */
    protected LedgerContract() {}

    /**
     * Opens a ledger on the store of this test, as a process of its own would. The store is empty when a test begins and outlives
     * the ledgers; several may be open at a time.
     *
     * @param pipeline whose progress is meant
     * @return a ledger, which the test closes
     * @throws Exception if the store fails
     */
    protected abstract Ledger open(String pipeline) throws Exception;

    /**
     * Makes every commit to the store fail without storing anything, until what this answers is closed. Claims and reading may
     * fail too.
     *
     * @return ends the outage
     * @throws Exception if the store fails
     */
    protected abstract AutoCloseable outage() throws Exception;

    @Test
    void aNewLedgerKnowsNothing() throws Exception {
        try (Ledger ledger = open(PIPELINE)) {
            assertThat(ledger.load()).isEqualTo(Progress.NONE);
            SeenReadings seen = SeenReadings.standard();
            ledger.restore(seen);
            assertThat(seen.judge(reading("0", 0))).isEqualTo(SeenReadings.Verdict.NEW);
        }
    }

    @Test
    void theFirstClaimOfAPartitionBeginsAtItsBeginning() throws Exception {
        try (Ledger ledger = open(PIPELINE)) {
            Map<String, Claim> claims = ledger.claim(Set.of("0", "7"));

            assertThat(claims).containsOnlyKeys("0", "7");
            assertThat(claims.values()).allMatch(claim -> claim.next() == 0 && claim.epoch() >= 1);
            assertThat(ledger.load().checkpoint().next("0")).isZero();
            assertThat(ledger.load().counts()).isEqualTo(IngestCounts.NONE);
        }
    }

    @Test
    void claimingNothingIsHarmless() throws Exception {
        try (Ledger ledger = open(PIPELINE)) {
            assertThat(ledger.claim(Set.of())).isEmpty();
            assertThat(ledger.load()).isEqualTo(Progress.NONE);
        }
    }

    @Test
    void everyClaimHasALaterEpochAndBeginsWhereTheLastCommitEnded() throws Exception {
        try (Ledger ledger = open(PIPELINE)) {
            Claim first = claim(ledger, "0");
            ledger.commit(readings("0", 0, 3, first.epoch()));
            Claim second = claim(ledger, "0");
            Claim third = claim(ledger, "0");

            assertThat(second.next()).isEqualTo(3);
            assertThat(second.epoch()).isGreaterThan(first.epoch());
            assertThat(third.epoch()).isGreaterThan(second.epoch());
        }
    }

    @Test
    void progressAddsUpOverPartitionsAndKinds() throws Exception {
        try (Ledger ledger = open(PIPELINE)) {
            Claim zero = claim(ledger, "0");
            Claim one = claim(ledger, "1");
            ledger.commit(readings("0", 0, 3, zero.epoch()));
            ledger.commit(oneOfEach("1", 10, one.epoch()));
            ledger.commit(readings("0", 3, 5, zero.epoch()));

            assertThat(ledger.load())
                    .isEqualTo(new Progress(new Checkpoint(Map.of("0", 5L, "1", 14L)), new IngestCounts(6, 1, 1, 1)));
        }
    }

    @Test
    void whatIsStoredOutlivesTheLedger() throws Exception {
        Progress stored;
        try (Ledger ledger = open(PIPELINE)) {
            ledger.commit(readings("0", 0, 3, claim(ledger, "0").epoch()));
            stored = ledger.load();
        }
        try (Ledger ledger = open(PIPELINE)) {
            assertThat(ledger.load()).isEqualTo(stored);
            assertThat(claim(ledger, "0").next()).isEqualTo(3);
        }
    }

    @Test
    void tellsAFilterWhatIsStored() throws Exception {
        try (Ledger ledger = open(PIPELINE);
                Ledger other = open(PIPELINE)) {
            ledger.commit(readings("0", 0, 3, claim(ledger, "0").epoch()));
            other.commit(oneOfEach("1", 0, claim(other, "1").epoch()));
            SeenReadings seen = SeenReadings.standard();
            ledger.restore(seen);

            assertThat(seen.judge(reading("0", 2))).isEqualTo(SeenReadings.Verdict.REDELIVERY);
            assertThat(seen.judge(reading("0", 2, 999))).isEqualTo(SeenReadings.Verdict.CONFLICT);
            assertThat(seen.judge(reading("0", 3))).isEqualTo(SeenReadings.Verdict.NEW);
            assertThat(seen.judge(reading("1", 0))).isEqualTo(SeenReadings.Verdict.REDELIVERY);
        }
    }

    @Test
    void aLaterClaimFencesOffTheEarlierOne() throws Exception {
        try (Ledger zombie = open(PIPELINE);
                Ledger heir = open(PIPELINE)) {
            Claim old = claim(zombie, "0");
            zombie.commit(readings("0", 0, 3, old.epoch()));
            Claim current = claim(heir, "0");

            assertFenced(zombie, readings("0", 3, 6, old.epoch()));
            heir.commit(readings("0", 3, 5, current.epoch()));
            assertFenced(zombie, readings("0", 5, 9, old.epoch()));
            assertThat(heir.load())
                    .isEqualTo(new Progress(new Checkpoint(Map.of("0", 5L)), new IngestCounts(5, 0, 0, 0)));
        }
    }

    @Test
    void aClaimOfOnePartitionLeavesTheOthers() throws Exception {
        try (Ledger mine = open(PIPELINE);
                Ledger theirs = open(PIPELINE)) {
            Claim kept = claim(mine, "0");
            claim(theirs, "1");
            mine.commit(readings("0", 0, 3, kept.epoch()));

            assertThat(mine.load().checkpoint().next("0")).isEqualTo(3);
        }
    }

    @Test
    void aPartitionThatWasNeverClaimedIsRefused() throws Exception {
        try (Ledger ledger = open(PIPELINE)) {
            assertFenced(ledger, readings("0", 0, 3, 1));
        }
    }

    @Test
    void whatIsStoredIsNotStoredAgain() throws Exception {
        try (Ledger ledger = open(PIPELINE)) {
            Claim claim = claim(ledger, "0");
            ledger.commit(readings("0", 0, 3, claim.epoch()));

            assertFenced(ledger, readings("0", 0, 3, claim.epoch()));
            assertFenced(ledger, readings("0", 2, 6, claim.epoch()));
        }
    }

    @Test
    void aSourceMayHaveHoles() throws Exception {
        try (Ledger ledger = open(PIPELINE)) {
            Claim claim = claim(ledger, "0");
            ledger.commit(readings("0", 100, 103, claim.epoch()));
            ledger.commit(readings("0", 200, 201, claim.epoch()));

            assertThat(ledger.load().checkpoint().next("0")).isEqualTo(201);
            assertThat(ledger.load().counts().accepted()).isEqualTo(4);
        }
    }

    @Test
    void pipelinesDoNotDisturbEachOther() throws Exception {
        try (Ledger one = open(PIPELINE);
                Ledger other = open("another")) {
            Claim claim = claim(one, "0");
            claim(other, "0");
            one.commit(readings("0", 0, 3, claim.epoch()));

            assertThat(other.load().counts()).isEqualTo(IngestCounts.NONE);
            assertThat(other.load().checkpoint().next("0")).isZero();
        }
    }

    @Test
    void aCommitThatFailedStoresNothingAndCanBeTriedAgain() throws Exception {
        try (Ledger ledger = open(PIPELINE)) {
            Claim claim = claim(ledger, "0");
            IngestBatch batch = oneOfEach("0", 0, claim.epoch());
            try (AutoCloseable outage = outage()) {
                assertThat(outage).isNotNull();
                assertThatThrownBy(() -> ledger.commit(batch)).isInstanceOf(SinkException.class);
            }
            assertThat(ledger.load().counts()).isEqualTo(IngestCounts.NONE);
            ledger.commit(batch);

            assertThat(ledger.load())
                    .isEqualTo(new Progress(new Checkpoint(Map.of("0", 4L)), new IngestCounts(1, 1, 1, 1)));
        }
    }

    @Test
    @SuppressWarnings("resource") // closed twice on purpose
    void closingTwiceIsHarmless() throws Exception {
        Ledger ledger = open(PIPELINE);
        ledger.close();
        ledger.close();
    }

    private static void assertFenced(Ledger ledger, IngestBatch batch) {
        Progress before = ledger.load();
        assertThatThrownBy(() -> ledger.commit(batch))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining(batch.span().toString());
        assertThat(ledger.load()).isEqualTo(before);
    }

    private static Claim claim(Ledger ledger, String partition) {
        return Objects.requireNonNull(ledger.claim(Set.of(partition)).get(partition));
    }
}
