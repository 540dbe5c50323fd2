package io.metrify.model.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.model.meter.ReadingVersion.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReadingHistoryProperties {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    /** Few amounts and few instants, so that redeliveries, ties and withdrawals of each other are common. */
    @Provide
    Arbitrary<List<ReadingVersion>> versions() {
        Arbitrary<String> words = Arbitraries.of(
                "D", "D1", "D2", "D3", "P1", "P2", "S1", "S2", "C", "C1", "C2", "R1", "R2", "E1", "E2", "X", "X1", "X2",
                "U1", "U2", "V1", "V2");
        return Combinators.combine(words, Arbitraries.integers().between(0, 8))
                .as((word, minute) -> ReadingHistoryTest.version(word, NOON.plusSeconds(60L * minute)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property
    void theOrderOfDeliveryDoesNotMatter(@ForAll("versions") List<ReadingVersion> versions, @ForAll long seed) {
        List<ReadingVersion> shuffled = new ArrayList<>(versions);
        Collections.shuffle(shuffled, new Random(seed));
        ReadingHistory appended = ReadingHistory.of(shuffled.get(0));
        for (ReadingVersion version : shuffled) {
            appended = appended.append(version);
        }
        ReadingHistory history = ReadingHistory.of(versions);

        assertThat(appended).isEqualTo(history);
        for (int minute = 0; minute <= 9; minute++) {
            Instant time = NOON.plusSeconds(60L * minute);
            assertThat(appended.asOf(time)).isEqualTo(history.asOf(time));
        }
    }

    @Property
    void mergingIsUnion(@ForAll("versions") List<ReadingVersion> a, @ForAll("versions") List<ReadingVersion> b) {
        ReadingHistory one = ReadingHistory.of(a);
        ReadingHistory other = ReadingHistory.of(b);

        assertThat(one.merge(other)).isEqualTo(other.merge(one));
        assertThat(one.merge(one)).isEqualTo(one);
        assertThat(one.merge(other).merge(one)).isEqualTo(one.merge(other));
    }

    @Property
    void whatWasKnownDoesNotChangeLater(
            @ForAll("versions") List<ReadingVersion> versions, @ForAll("versions") List<ReadingVersion> later) {
        ReadingHistory history = ReadingHistory.of(versions);
        Instant before = NOON.plusSeconds(3_599);
        ReadingHistory longer = history;
        for (ReadingVersion version : later) {
            longer = longer.append(new ReadingVersion(
                    version.reading(),
                    version.kind(),
                    version.knownAt().plusSeconds(3_600),
                    version.author(),
                    version.reason()));
        }

        assertThat(longer.asOf(before)).isEqualTo(history.current());
        assertThat(longer.current()).isEqualTo(longer.asOf(Instant.MAX));
    }

    @Property
    void redeliveringEverythingLaterChangesNothing(@ForAll("versions") List<ReadingVersion> versions) {
        ReadingHistory history = ReadingHistory.of(versions);
        Optional<ReadingVersion> held = history.current();
        ReadingHistory longer = history;
        int again = 0;
        for (ReadingVersion version : history.versions()) {
            boolean tookEffect = history.asOf(version.knownAt()).equals(Optional.of(version));
            if (version.kind() == Kind.DELIVERY && tookEffect) {
                longer = longer.append(ReadingVersion.delivery(version.reading(), NOON.plusSeconds(7_200L + again++)));
            }
        }

        assertThat(longer.current()).isEqualTo(held);
    }

    @Property
    void aReversalBringsBackWhatHeldBefore(
            @ForAll("versions") List<ReadingVersion> versions, @ForAll("ownActs") List<String> acts) {
        ReadingHistory history = ReadingHistory.of(versions);
        List<Optional<ReadingVersion>> held = new ArrayList<>();
        List<ReadingVersion> done = new ArrayList<>();
        ReadingHistory longer = history;
        Instant clock = NOON.plusSeconds(3_600);
        for (String act : acts) {
            held.add(longer.current());
            done.add(ReadingHistoryTest.version(act, clock));
            longer = longer.append(done.get(done.size() - 1));
            clock = clock.plusSeconds(60);
        }
        for (int last = acts.size() - 1; last >= 0; last--) {
            longer = longer.append(ReadingVersion.reversal(done.get(last), clock, "ana", "wrong meter"));
            clock = clock.plusSeconds(60);

            assertThat(longer.current()).isEqualTo(held.get(last));
        }
        for (int minute = 0; minute <= 9; minute++) {
            Instant time = NOON.plusSeconds(60L * minute);
            assertThat(longer.asOf(time)).isEqualTo(history.asOf(time));
        }
    }

    @Provide
    Arbitrary<List<String>> ownActs() {
        return Arbitraries.of("S1", "S2", "E1", "E2").list().ofMinSize(1).ofMaxSize(5);
    }

    @Property
    void aCancellationOrAReversalNeverHolds(@ForAll("versions") List<ReadingVersion> versions) {
        ReadingHistory history = ReadingHistory.of(versions);
        for (int minute = 0; minute <= 9; minute++) {
            assertThat(history.asOf(NOON.plusSeconds(60L * minute)))
                    .satisfies(held -> held.ifPresent(
                            version -> assertThat(version.kind()).isNotIn(Kind.CANCELLATION, Kind.REVERSAL)));
        }
    }

    @Property
    void theOrderIsTotal(@ForAll("versions") List<ReadingVersion> versions) {
        for (ReadingVersion a : versions) {
            for (ReadingVersion b : versions) {
                assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
                assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
            }
        }
    }
}
