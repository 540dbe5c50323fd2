package io.metrify.model.meter;

import io.metrify.model.meter.ReadingVersion.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was ever said about one reading: one meter, one register, one start of interval. Nothing is changed or
 * removed; {@link #append} gives a new history. {@link #asOf} tells what was known at a time, so yesterday's bill can be
 * made again, to the last digit, whatever arrived since.
 *
 * <p>A history is the set of its versions, and holds them in their own order, {@link ReadingVersion#compareTo}. It does
 * not matter in which order they were appended, nor how often.
 *
 * <p>What holds is found by letting the versions speak in that order:
 *
 * <ol>
 *   <li>A <b>delivery</b> takes the place of a delivery or a substitute, or fills the place if there is no amount. It does
 *       not take the place of a correction or an edit: those were made because what the source delivers is wrong, and it may
 *       well go on delivering it. A delivery without an amount takes nobody's place: a retransmission with a gap does not
 *       unmeasure what was measured.
 *   <li>A <b>substitute</b> does the same. It takes the place of a delivery because validation may refuse what was
 *       delivered; it never takes the place of a correction or an edit.
 *   <li>A <b>correction</b> takes the place of everything before it, edits included: the source has seen its mistake, and a
 *       person's edit was made without knowing that. Without an amount it says that there is no value, and withdraws the one
 *       that held; a substitute or a delivery of another amount may fill the place.
 *   <li>An <b>edit</b> takes the place of everything before it; whoever made it knew it and gave a reason.
 *   <li>A <b>cancellation</b> that names an amount withdraws that amount and leaves any other alone, so a withdrawn message
 *       does not take its replacement with it. One that names none withdraws whatever holds. What was superseded before does not
 *       come back. A cancellation is not a reading: afterwards nothing is known.
 *   <li><b>Redelivery changes nothing.</b> A delivery, correction or cancellation that says exactly what an earlier one said
 *       (interval, amount, quality; of corrections and cancellations author and reason too) is a repetition if the earlier
 *       one took effect, whatever happened in between. Transports repeat and reorder messages, and an old message must not
 *       undo a newer one. To go back to a superseded value on purpose, the source corrects, or a person edits.
 *   <li>A <b>withdrawn amount stays withdrawn</b>: no delivery of it brings it back, however it is marked. A correction or an
 *       edit that states it does, and a delivery of another amount takes its place.
 *   <li>A <b>reversal</b> takes back the latest edit or substitute before it of its amount and mark that was not taken back
 *       yet: from then on the others speak as if that one had never been said, so what held before it holds again, and so
 *       does what came later and was kept out by it. If there is no such edit or substitute, it changes nothing. To go back on
 *       a reversal, the same is edited or substituted again.
 * </ol>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ReadingHistory {

    private final List<ReadingVersion> versions;

    private ReadingHistory(List<ReadingVersion> versions) {
        this.versions = versions;
    }

    /**
     * A history of one version.
     *
     * @param first the version
     * @return the history
     */
    public static ReadingHistory of(ReadingVersion first) {
        return new ReadingHistory(List.of(first));
    }

    /**
     * A history of several versions in any order; equal ones count once.
     *
     * @param versions at least one, all of the same meter, register and start of interval
     * @return the history
     * @throws IllegalArgumentException if there is none, or if they are of different readings
     */
    public static ReadingHistory of(Collection<ReadingVersion> versions) {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a history of no versions is of no reading; pass at least one");
        }
        List<ReadingVersion> ordered = List.copyOf(new TreeSet<>(versions));
        for (ReadingVersion version : ordered) {
            requireSameReading(ordered.get(0), version);
        }
        return new ReadingHistory(ordered);
    }

    /**
     * This history and one version more.
     *
     * @param version of the same meter, register and start of interval
     * @return the longer history; this one if it has the version already
     * @throws IllegalArgumentException if the version is of another reading
     */
    public ReadingHistory append(ReadingVersion version) {
        requireSameReading(versions.get(0), version);
        int at = Collections.binarySearch(versions, version);
        if (at >= 0) {
            return this;
        }
        List<ReadingVersion> longer = new ArrayList<>(versions.size() + 1);
        longer.addAll(versions);
        longer.add(-at - 1, version);
        return new ReadingHistory(Collections.unmodifiableList(longer));
    }

    /**
     * The versions of two histories together.
     *
     * @param other a history of the same meter, register and start of interval
     * @return a history of the versions of both; the same whichever is merged into which
     * @throws IllegalArgumentException if the other is of another reading
     */
    public ReadingHistory merge(ReadingHistory other) {
        List<ReadingVersion> both = new ArrayList<>(versions);
        both.addAll(other.versions);
        return of(both);
    }

    /**
     * All versions.
     *
     * @return at least one, in their order
     */
    public List<ReadingVersion> versions() {
        return versions;
    }

    /**
     * What holds, as far as we know.
     *
     * @return the version that holds, or empty if the value was withdrawn; never a cancellation or a
     *     reversal
     */
    public Optional<ReadingVersion> current() {
        return holdingAmong(versions);
    }

    /**
     * What held at a time, as far as we knew then.
     *
     * @param time the time; versions known at exactly this instant were known
     * @return the version that held, or empty if nothing was known yet, or the value was withdrawn; never a
     *     cancellation or a reversal
     */
    public Optional<ReadingVersion> asOf(Instant time) {
        int known = versions.size();
        while (known > 0 && versions.get(known - 1).knownAt().isAfter(time)) {
            known--;
        }
        return holdingAmong(versions.subList(0, known));
    }

    /**
     * Whether two histories have the same versions.
     *
     * @param other anything
     * @return true if it is a history of the same versions
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReadingHistory history && versions.equals(history.versions);
    }

    @Override
    public int hashCode() {
        return versions.hashCode();
    }

    /**
     * What the history is of, and how much was said.
     *
     * @return for example {@code m-1 1-0:1.29.0 2026-03-29T00:00:00Z: 3 versions}
     */
    @Override
    public String toString() {
        MeterReading reading = versions.get(0).reading();
        return reading.meterId() + " " + reading.register() + " " + reading.timestamp() + ": " + versions.size()
                + (versions.size() == 1 ? " version" : " versions");
    }

    private static Optional<ReadingVersion> holdingAmong(List<ReadingVersion> versions) {
        if (versions.size() == 1) {
            ReadingVersion only = versions.get(0);
            return only.kind() == Kind.CANCELLATION || only.kind() == Kind.REVERSAL
                    ? Optional.empty()
                    : Optional.of(only);
        }
        Hearing hearing = new Hearing();
        standing(versions).forEach(hearing::hear);
        return Optional.ofNullable(hearing.holding);
    }

    /** The versions without reversals and what they take back. */
    private static List<ReadingVersion> standing(List<ReadingVersion> versions) {
        if (versions.stream().noneMatch(version -> version.kind() == Kind.REVERSAL)) {
            return versions;
        }
        List<ReadingVersion> standing = new ArrayList<>(versions.size());
        for (ReadingVersion version : versions) {
            if (version.kind() == Kind.REVERSAL) {
                int latest = standing.size() - 1;
                while (latest >= 0 && !version.reverses(standing.get(latest))) {
                    latest--;
                }
                if (latest >= 0) {
                    standing.remove(latest);
                }
            } else {
                standing.add(version);
            }
        }
        return standing;
    }

    private static void requireSameReading(ReadingVersion one, ReadingVersion other) {
        MeterReading expected = one.reading();
        MeterReading given = other.reading();
        if (!expected.meterId().equals(given.meterId())
                || !expected.register().equals(given.register())
                || !expected.timestamp().equals(given.timestamp())) {
            throw new IllegalArgumentException("a version of " + given.meterId() + " " + given.register() + " "
                    + given.timestamp() + " does not belong to the history of " + expected.meterId() + " "
                    + expected.register() + " " + expected.timestamp() + "; keep one history per reading");
        }
    }

    /** Lets versions speak one after another and remembers which holds. */
    private static final class Hearing {
        private @Nullable ReadingVersion holding;
        private final List<ReadingVersion> heard = new ArrayList<>();
        private final List<ReadingVersion> withdrawn = new ArrayList<>();

        void hear(ReadingVersion version) {
            switch (version.kind()) {
                case DELIVERY -> hearDelivery(version);
                case SUBSTITUTE -> hearSubstitute(version);
                case CORRECTION -> hearCorrection(version);
                case EDIT -> take(version);
                case CANCELLATION -> hearCancellation(version);
                case REVERSAL ->
                    throw new IllegalStateException("reversals are settled before the others speak: " + version);
            }
        }

        private void hearDelivery(ReadingVersion version) {
            boolean hasAmount = version.reading().consumption() != null;
            if (wasHeard(version) || isWithdrawn(version) || !(hasAmount ? isOpen() : holding == null)) {
                return;
            }
            heard.add(version);
            holding = version;
        }

        private void hearSubstitute(ReadingVersion version) {
            if (isOpen()) {
                take(version);
            }
        }

        private void hearCorrection(ReadingVersion version) {
            if (wasHeard(version)) {
                return;
            }
            heard.add(version);
            if (version.reading().consumption() == null && holding != null) {
                withdrawn.add(holding);
            }
            take(version);
        }

        private void hearCancellation(ReadingVersion version) {
            if (wasHeard(version)) {
                return;
            }
            ReadingVersion held = holding;
            if (version.reading().consumption() != null) {
                heard.add(version);
                withdrawn.add(version);
                if (held != null && held.hasSameAmountAs(version)) {
                    holding = null;
                }
            } else if (held != null) {
                heard.add(version);
                withdrawn.add(held);
                holding = null;
            }
        }

        /** An own act or a correction: it holds, and its amount is no longer withdrawn. */
        private void take(ReadingVersion version) {
            ReadingVersion held = holding;
            if (held != null && held.isSameStatementAs(version)) {
                return;
            }
            if (version.kind() != Kind.SUBSTITUTE) {
                withdrawn.removeIf(version::hasSameAmountAs);
            }
            holding = version;
        }

        /** Whether an ordinary value may take the place of what holds. */
        private boolean isOpen() {
            ReadingVersion held = holding;
            return held == null
                    || held.reading().consumption() == null
                    || held.kind() == Kind.DELIVERY
                    || held.kind() == Kind.SUBSTITUTE;
        }

        private boolean wasHeard(ReadingVersion version) {
            return heard.stream().anyMatch(version::isSameStatementAs);
        }

        private boolean isWithdrawn(ReadingVersion version) {
            return withdrawn.stream().anyMatch(version::hasSameAmountAs);
        }
    }
}
