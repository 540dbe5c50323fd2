package io.metrify.quality.estimation;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.QualityMark;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ReadingHistory;
import io.metrify.model.meter.ReadingQuality;
import io.metrify.model.meter.ReadingSeries;
import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.ReadingVersion.Kind;
import io.metrify.quality.Apportionment;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A person at one time, deciding about readings. Every method gives an {@link Edit} to be appended to the {@link SeriesHistory}
 * it was made from; nothing is overwritten, and every edit can be taken back, and that again.
 *
 * <p>A set value is marked EDITED with the method MANUAL. It is not overwritten by a delivery or a substitute, only by a
 * correction of the source, or another edit. Sums are exact: what does not divide evenly goes to the largest remainders, the
 * earlier slot on a tie. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * Editor kim = Editor.of("kim", now);
 * Edit edit = kim.scale(history, day, Energy.parse("12.5"), "transformer factor was wrong");
 * SeriesHistory edited = history.append(edit.versions());
 * SeriesHistory undone = edited.append(Editor.of("kim", later).undo(edited, edit, "wrong day").versions());
 * }</pre>
 */
public final class Editor {

    private static final ReadingQuality SET_BY_HAND =
            ReadingQuality.of(new QualityMark(QualityCode.EDITED, SubstitutionMethod.MANUAL));

    private final String author;
    private final Instant decidedAt;

    private Editor(String author, Instant decidedAt) {
        this.author = author;
        this.decidedAt = decidedAt;
    }

    /**
     * A person at a time.
     *
     * @param author who decides, 1 to 128 characters, not blank
     * @param decidedAt when, in whole milliseconds; later than what is decided about
     * @return the editor
     */
    public static Editor of(String author, Instant decidedAt) {
        WireText.require(author, "the author");
        WireTime.require(decidedAt, "the time of the decision");
        return new Editor(author, decidedAt);
    }

    /**
     * The same energy for every slot.
     *
     * @param history what was said so far
     * @param window a whole number of slots, on the raster of the history
     * @param each the energy of a slot
     * @param reason why
     * @return one edit for each slot
     */
    public Edit set(SeriesHistory history, Interval window, Energy each, String reason) {
        long[] amounts = new long[history.series(window).size()];
        Arrays.fill(amounts, each.milliwattHours());
        return edit(history, window, amounts, reason);
    }

    /**
     * A value for every slot, such as those of a comparison meter, or the same values shifted in time.
     *
     * @param history what was said so far
     * @param window a whole number of slots, on the raster of the history
     * @param values as many as the window has slots, in the order of time
     * @param reason why
     * @return one edit for each slot
     * @throws IllegalArgumentException if there are more or fewer values than slots
     */
    public Edit set(SeriesHistory history, Interval window, List<Energy> values, String reason) {
        int size = history.series(window).size();
        if (values.size() != size) {
            throw new IllegalArgumentException(values.size() + " values do not fit the " + size + " slots of " + window
                    + "; give one for each slot");
        }
        return edit(
                history,
                window,
                values.stream().mapToLong(Energy::milliwattHours).toArray(),
                reason);
    }

    /**
     * What holds, in proportion, so that it adds up to a total exactly. If it is zero throughout, the total is spread evenly.
     *
     * @param history what was said so far
     * @param window a whole number of slots, each of which has energy of 0 or more
     * @param total what they are to add up to, 0 or more
     * @param reason why
     * @return one edit for each slot
     * @throws IllegalArgumentException if a slot has no energy or less than 0, or the total is negative
     */
    public Edit scale(SeriesHistory history, Interval window, Energy total, String reason) {
        ReadingSeries held = history.series(window);
        List<BigInteger> weights = new ArrayList<>(held.size());
        boolean zero = true;
        for (int slot = 0; slot < held.size(); slot++) {
            if (!held.isPresent(slot) || held.milliwattHours(slot) < 0) {
                throw new IllegalArgumentException("the slot at " + held.slotStart(slot) + " has "
                        + (held.isPresent(slot) ? held.energy(slot) : "no energy")
                        + ", which cannot be scaled; set it to 0 or more first");
            }
            zero &= held.milliwattHours(slot) == 0;
            weights.add(BigInteger.valueOf(held.milliwattHours(slot)));
        }
        requireNotNegative(total);
        List<BigInteger> shape = zero ? Collections.nCopies(held.size(), BigInteger.ONE) : weights;
        return edit(history, window, Apportionment.of(total.milliwattHours(), shape), reason);
    }

    /**
     * What holds, and in every slot an equal share of an amount, so that all together grow by it exactly. A slot without
     * energy gets its share alone.
     *
     * @param history what was said so far
     * @param window a whole number of slots, on the raster of the history
     * @param amount what to add, 0 or more
     * @param reason why
     * @return one edit for each slot
     * @throws IllegalArgumentException if the amount is negative
     * @throws ArithmeticException if a slot's energy would be out of range
     */
    public Edit distribute(SeriesHistory history, Interval window, Energy amount, String reason) {
        requireNotNegative(amount);
        ReadingSeries held = history.series(window);
        long[] amounts = Apportionment.of(amount.milliwattHours(), Collections.nCopies(held.size(), BigInteger.ONE));
        for (int slot = 0; slot < amounts.length; slot++) {
            Energy before = held.energy(slot);
            if (before != null) {
                amounts[slot] =
                        before.plus(Energy.ofMilliwattHours(amounts[slot])).milliwattHours();
            }
        }
        return edit(history, window, amounts, reason);
    }

    /**
     * Takes back the edits and substitutes that hold in a window. Whatever else holds there is left alone.
     *
     * @param history what was said so far
     * @param window a whole number of slots, on the raster of the history
     * @param reason why
     * @return one reversal for each edit or substitute that holds
     */
    public Edit withdraw(SeriesHistory history, Interval window, String reason) {
        List<ReadingVersion> versions = new ArrayList<>();
        ReadingSeries held = history.series(window);
        for (int slot = 0; slot < held.size(); slot++) {
            ReadingVersion version = history.holding(Interval.of(held.slotStart(slot), held.resolution()));
            if (version != null && (version.kind() == Kind.EDIT || version.kind() == Kind.SUBSTITUTE)) {
                requireEarlier(version);
                versions.add(ReadingVersion.reversal(version, decidedAt, author, reason));
            }
        }
        return new Edit(versions);
    }

    /**
     * Takes an edit back, so that what would hold without it holds again; or goes back on a reversal, so that what it took back is
     * stated again.
     *
     * @param history what was said so far, the edit included
     * @param edit the act that is taken back
     * @param reason why
     * @return one version for each of the edit's
     * @throws IllegalArgumentException if the edit is not in the history, or not before this decision
     */
    public Edit undo(SeriesHistory history, Edit edit, String reason) {
        List<ReadingVersion> versions = new ArrayList<>(edit.versions().size());
        for (ReadingVersion version : edit.versions()) {
            ReadingHistory said = history.history(version.reading().timestamp())
                    .filter(known -> known.versions().contains(version))
                    .orElseThrow(() -> new IllegalArgumentException("the " + version.kind() + " at "
                            + version.reading().timestamp() + " is not in the history; append it first"));
            requireEarlier(version);
            versions.add(
                    version.kind() == Kind.REVERSAL
                            ? again(reversed(said, version), reason)
                            : ReadingVersion.reversal(version, decidedAt, author, reason));
        }
        return new Edit(versions);
    }

    /** What a reversal took back: what held just before it was known. */
    private static ReadingVersion reversed(ReadingHistory said, ReadingVersion reversal) {
        List<ReadingVersion> versions = said.versions();
        List<ReadingVersion> before = versions.subList(0, versions.indexOf(reversal));
        for (int i = before.size() - 1; i >= 0; i--) {
            ReadingVersion version = before.get(i);
            boolean own = version.kind() == Kind.EDIT || version.kind() == Kind.SUBSTITUTE;
            if (own && version.reading().equals(reversal.reading())) {
                return version;
            }
        }
        throw new IllegalArgumentException("the reversal at "
                + reversal.reading().timestamp() + " took nothing back, so there is nothing to state again");
    }

    private ReadingVersion again(ReadingVersion version, String reason) {
        return new ReadingVersion(version.reading(), version.kind(), decidedAt, author, reason);
    }

    private Edit edit(SeriesHistory history, Interval window, long[] amounts, String reason) {
        if (!history.isOnRaster(window.start())) {
            throw new IllegalArgumentException("the window " + window + " does not begin with a slot of " + history
                    + ", so no series would show the edit; begin it where a reading begins");
        }
        List<ReadingVersion> versions = new ArrayList<>(amounts.length);
        Instant start = window.start();
        for (long amount : amounts) {
            Interval slot = Interval.of(start, history.resolution());
            ReadingVersion held = history.holding(slot);
            if (held != null) {
                requireEarlier(held);
            }
            MeterReading reading = history.reading(slot)
                    .withConsumption(Energy.ofMilliwattHours(amount))
                    .withQuality(SET_BY_HAND);
            versions.add(ReadingVersion.edit(reading, decidedAt, author, reason));
            start = slot.end();
        }
        return new Edit(versions);
    }

    /** A decision at the very instant of what it is about would have no order with it. */
    private void requireEarlier(ReadingVersion version) {
        if (!version.knownAt().isBefore(decidedAt)) {
            throw new IllegalArgumentException("the " + version.kind() + " at "
                    + version.reading().timestamp() + " was known at " + version.knownAt()
                    + ", not before the decision at "
                    + decidedAt + "; decide later");
        }
    }

    private static void requireNotNegative(Energy amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException(amount + " is negative; give 0 or more, or set the values one by one");
        }
    }
}
