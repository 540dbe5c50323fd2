package io.metrify.formats;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the local date-times of one series, in the order its source wrote them, into instants. It is for sources that
 * write no offset: in the hour that clocks go through twice in autumn, only the order of the rows tells the first pass
 * (summer time) from the second. Rows inside such an overlap are held back until the first row after it, at most {@link
 * #MOST_HELD} of them; all others come out as they go in. Nothing is dropped, and the order is kept.
 *
 * <pre>{@code
 * LocalTimeline<Row> timeline = LocalTimeline.in(ZoneId.of("Europe/Berlin"));
 * for (Row row : rows) {
 *     timeline.add(row.local(), row);
 * }
 * timeline.settle();
 * for (var placed = timeline.poll(); placed != null; placed = timeline.poll()) { ... }
 * }</pre>
 *
 * <p>How the rows of an overlap are told apart, for 02:00 to 03:00 as the hour:
 *
 * <ul>
 *   <li>The hour as a block, twice (02:00 02:15 02:30 02:45 02:00 02:15 ...): the step back is the border, whatever is
 *       missing on either side. Of several steps back the greatest counts. A time that comes twice on one side of it is
 *       a duplicated row and gets the same instant twice.
 *   <li>Each time twice (02:00 02:00 02:15 02:15 ...), for at least half of the times: the first of equal rows is of the
 *       first pass, the others of the second.
 *   <li>No step back, and a single time that comes twice: there is the border. This is how hourly rows look, and a block
 *       with gaps (02:00, then 02:00 02:15 02:30 02:45).
 *   <li>No step back, and several but fewer than half of the times come twice: duplicated rows of one pass.
 *   <li>Nothing comes twice: at least one pass is incomplete. The border goes where most rows follow each other, and
 *       their neighbours outside the hour, by the smallest step the series had so far; where that leaves a choice, all
 *       rows are of the first pass.
 *   <li>A series that runs backwards (newest row first) is read in reverse.
 * </ul>
 *
 * <p>What it cannot know: where the border is if the first pass breaks off and the second begins later within the hour
 * (02:00 02:15, then 02:30 02:45 of the second pass: all go to the first); which pass a lone time of an interleaved
 * source belongs to (the first is taken); whether a row that comes twice in hourly data with a missing hour is a
 * duplicate. Instants of a complete series are right.
 *
 * <p>A local time that clocks skip in spring has no instant and comes out with a reason. One timeline serves one series
 * of one meter and one thread.
 *
 * @param <T> what comes with each local time
 */
public final class LocalTimeline<T> {

    /** The largest number of rows held back, 10,000: an overlap of an hour with a row every second fits. */
    public static final int MOST_HELD = 10_000;

    private final ZoneId zone;
    private final ArrayDeque<Placed<T>> ready = new ArrayDeque<>();
    private final List<Held<T>> held = new ArrayList<>();
    private @Nullable ZoneOffsetTransition overlap;
    private @Nullable Instant before;
    private @Nullable Duration step;

    private LocalTimeline(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /**
     * An item with its place in time.
     *
     * @param item what came with the local time
     * @param instant the instant, or null if the local time does not exist or none was given
     * @param reason why there is no instant; null if there is one or no local time was given
     * @param <T> what comes with each local time
     */
    public record Placed<T>(
            T item, @Nullable Instant instant, @Nullable String reason) {

        /** Checks that there is an item. */
        public Placed {
            Objects.requireNonNull(item, "item");
        }
    }

    private record Held<T>(
            T item, @Nullable LocalDateTime local, @Nullable String reason) {}

    /**
     * An empty timeline.
     *
     * @param zone the zone whose clock the local times were taken by
     * @param <T> what comes with each local time
     * @return the timeline
     */
    public static <T> LocalTimeline<T> in(ZoneId zone) {
        return new LocalTimeline<>(zone);
    }

    /**
     * Adds the next row.
     *
     * @param local its local time
     * @param item what comes with it
     */
    public void add(LocalDateTime local, T item) {
        Objects.requireNonNull(item, "item");
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition == null) {
            Instant instant = local.toInstant(zone.getRules().getOffset(local));
            settle(instant);
            learnStep(instant);
            before = instant;
            ready.add(new Placed<>(item, instant, null));
        } else if (transition.isGap()) {
            put(new Held<>(
                    item,
                    null,
                    "the local time " + local + " does not exist in " + zone + ", where clocks went from "
                            + transition.getDateTimeBefore() + " to " + transition.getDateTimeAfter()
                            + "; if the source's clock did not, read it with a fixed offset"));
        } else {
            if (overlap != null && !overlap.equals(transition)) {
                settle();
            }
            overlap = transition;
            held.add(new Held<>(item, local, null));
            if (held.size() >= MOST_HELD) {
                settle();
            }
        }
    }

    /**
     * Adds something that has no local time, to keep its place among the rows.
     *
     * @param item what it is
     */
    public void pass(T item) {
        put(new Held<>(Objects.requireNonNull(item, "item"), null, null));
    }

    /** Decides on the rows held back with what is known by now. Called at the end, and to free memory before. */
    public void settle() {
        settle(null);
    }

    /**
     * The next item that has found its place.
     *
     * @return the item, or null if there is none, or none yet
     */
    public @Nullable Placed<T> poll() {
        return ready.poll();
    }

    private void put(Held<T> item) {
        if (overlap == null) {
            ready.add(new Placed<>(item.item, null, item.reason));
        } else {
            held.add(item);
            if (held.size() >= MOST_HELD) {
                settle();
            }
        }
    }

    private void settle(@Nullable Instant after) {
        ZoneOffsetTransition transition = overlap;
        if (transition == null) {
            return;
        }
        List<LocalDateTime> locals = new ArrayList<>(held.size());
        for (Held<T> row : held) {
            if (row.local != null) {
                locals.add(row.local);
            }
        }
        boolean[] second = new Passes(transition, step, before, after).secondOf(locals);
        int index = 0;
        for (Held<T> row : held) {
            Instant instant = null;
            if (row.local != null) {
                instant =
                        row.local.toInstant(second[index] ? transition.getOffsetAfter() : transition.getOffsetBefore());
                index++;
            }
            ready.add(new Placed<>(row.item, instant, row.reason));
        }
        held.clear();
        overlap = null;
        // What lies on the other side of an overlap is no neighbour.
        before = null;
    }

    private void learnStep(Instant instant) {
        if (before != null && !before.equals(instant)) {
            Duration distance = Duration.between(before, instant).abs();
            if (step == null || distance.compareTo(step) < 0) {
                step = distance;
            }
        }
    }

    /** Tells the two passes through an overlap apart. */
    private record Passes(
            ZoneOffsetTransition overlap,
            @Nullable Duration step,
            @Nullable Instant before,
            @Nullable Instant after) {

        boolean[] secondOf(List<LocalDateTime> locals) {
            Instant border = overlap.getInstant();
            boolean fromLater = before != null && before.isAfter(border);
            boolean toEarlier = after != null && after.isBefore(border);
            if ((fromLater && (after == null || toEarlier)) || (before == null && toEarlier)) {
                List<LocalDateTime> reversed = new ArrayList<>(locals);
                Collections.reverse(reversed);
                Passes turned = new Passes(overlap, step, /* before= */ after, /* after= */ before);
                return reversed(turned.ascending(reversed));
            }
            return ascending(locals);
        }

        private boolean[] ascending(List<LocalDateTime> locals) {
            boolean[] second = new boolean[locals.size()];
            int border = greatestStepBack(locals);
            int repeated = 0;
            int distinct = 0;
            int repeat = 0;
            for (int i = 0; i < second.length; i++) {
                boolean again = i > 0 && locals.get(i).equals(locals.get(i - 1));
                if (!again) {
                    distinct++;
                } else if (i < 2 || !locals.get(i).equals(locals.get(i - 2))) {
                    repeated++;
                    repeat = i;
                }
                second[i] = again;
            }
            if (border == 0 && repeated == 1) {
                border = repeat;
            }
            if (border == 0 && repeated > 0 && 2 * repeated >= distinct) {
                return second;
            }
            if (border == 0) {
                border = repeated == 0 ? bestFit(locals) : second.length;
            }
            for (int i = 0; i < second.length; i++) {
                second[i] = i >= border;
            }
            return second;
        }

        /** The index after the greatest step back, the first of equal ones; 0 if there is none. */
        private static int greatestStepBack(List<LocalDateTime> locals) {
            int border = 0;
            Duration greatest = Duration.ZERO;
            for (int i = 1; i < locals.size(); i++) {
                Duration back = Duration.between(locals.get(i), locals.get(i - 1));
                if (back.compareTo(greatest) > 0) {
                    greatest = back;
                    border = i;
                }
            }
            return border;
        }

        /** The border that leaves most rows one step apart; the end, which makes all rows the first pass, if unsure. */
        private int bestFit(List<LocalDateTime> locals) {
            int size = locals.size();
            if (step == null || size == 0) {
                return size;
            }
            int best = size;
            int most = gain(locals, size);
            for (int border = 0; border < size; border++) {
                int gain = gain(locals, border);
                if (gain > most) {
                    most = gain;
                    best = border;
                }
            }
            return best;
        }

        /** How many more rows are one step apart with this border than there are within the passes anyway. */
        private int gain(List<LocalDateTime> locals, int border) {
            int size = locals.size();
            int gain = follows(before, instant(locals, 0, border)) + follows(instant(locals, size - 1, border), after);
            if (border > 0 && border < size) {
                LocalDateTime last = locals.get(border - 1);
                gain += follows(instant(locals, border - 1, border), instant(locals, border, border));
                gain -= Duration.between(last, locals.get(border)).equals(step) ? 1 : 0;
            }
            return gain;
        }

        private Instant instant(List<LocalDateTime> locals, int index, int border) {
            return locals.get(index).toInstant(index < border ? overlap.getOffsetBefore() : overlap.getOffsetAfter());
        }

        private int follows(@Nullable Instant earlier, @Nullable Instant later) {
            return earlier != null
                            && later != null
                            && Duration.between(earlier, later).equals(step)
                    ? 1
                    : 0;
        }

        private static boolean[] reversed(boolean[] values) {
            boolean[] turned = new boolean[values.length];
            for (int i = 0; i < values.length; i++) {
                turned[i] = values[values.length - 1 - i];
            }
            return turned;
        }
    }
}
