package io.metrify.testkit.fault;

import io.metrify.testkit.fleet.SlotRaster;
import io.metrify.testkit.random.CounterRandom;
import org.jspecify.annotations.Nullable;

/** When which meter goes wrong, as a function: nothing is stored, any meter and slot can be asked for at once. */
final class EpisodeSchedule {

    private static final FaultKind[] KINDS = FaultKind.values();
    private static final int SECONDS_PER_HOUR = 3_600;
    /** A silence of 44 hours that begins at six in the morning reaches into the second day after. */
    private static final int LOOK_BACK_DAYS = 2;

    private static final int MOST_STUCK = 24;
    private static final int MOST_ECHO = 8;
    private static final int MOST_LATE = 16;

    /** The least shift a validator may notice is above this; so is the distance to the next slot. */
    static final int CLOCK_TOLERANCE_SECONDS = 180;

    private final SlotRaster raster;
    private final int stepSeconds;
    private final long key;
    private final double[] cumulative = new double[KINDS.length];
    private final double total;

    EpisodeSchedule(SlotRaster raster, FaultPlan plan, long key) {
        this.raster = raster;
        this.stepSeconds = (int) raster.resolution().toSeconds();
        this.key = key;
        double sum = 0;
        for (int kind = 0; kind < KINDS.length; kind++) {
            sum += KINDS[kind].hitsProfiles() ? plan.rate(KINDS[kind]) : 0;
            cumulative[kind] = sum;
        }
        this.total = sum;
    }

    /** The episode that covers a slot of a meter, or null. */
    @Nullable
    Episode covering(int meter, int slot) {
        int day = raster.dayOf(slot);
        for (int back = 0; back <= LOOK_BACK_DAYS && back <= day; back++) {
            Episode episode = startingOn(meter, day - back);
            if (episode != null && episode.covers(slot)) {
                return episode;
            }
        }
        return null;
    }

    /** The episode by which an earlier or this slot's reading arrives, late or again, at a slot of a meter, or null. */
    @Nullable
    Episode arrivingAt(int meter, int slot) {
        Episode episode = startingOn(meter, raster.dayOf(slot));
        return episode != null && isEcho(episode.kind()) && episode.first() + episode.delay() == slot ? episode : null;
    }

    /** The episode that begins on a day of a meter, or null. One that would overlap an earlier day's does not happen. */
    @Nullable
    Episode startingOn(int meter, int day) {
        Episode episode = candidate(meter, day);
        if (episode == null) {
            return null;
        }
        // Candidates of earlier days count even where they did not happen themselves: otherwise the answer would hang
        // on all days before.
        for (int back = 1; back <= LOOK_BACK_DAYS && back <= day; back++) {
            Episode earlier = candidate(meter, day - back);
            if (earlier != null && earlier.overlaps(episode)) {
                return null;
            }
        }
        return episode;
    }

    private @Nullable Episode candidate(int meter, int day) {
        long drawn =
                CounterRandom.at(CounterRandom.key(key, meter), raster.date(day).toEpochDay());
        double chance = CounterRandom.unit(drawn);
        if (chance >= total) {
            return null;
        }
        int kind = 0;
        while (chance >= cumulative[kind]) {
            kind++;
        }
        return episode(KINDS[kind], day, CounterRandom.key(drawn, 1));
    }

    private @Nullable Episode episode(FaultKind kind, int day, long bits) {
        int first = raster.firstSlot(day);
        int slots = raster.firstSlot(day + 1) - first;
        int size = CounterRandom.below(CounterRandom.at(bits, 1), 1 << 20);
        return switch (kind) {
            case GAP -> somewhere(kind, first, slots, 1 + size % 12, bits);
            case STUCK -> somewhere(kind, first, slots, 6 + size % (MOST_STUCK - 5), bits);
            case ZERO_RUN -> somewhere(kind, first, slots, slotsOf(24) + size % (slotsOf(12) + 1), bits);
            case SILENCE -> somewhere(kind, first, (slots + 3) / 4, slotsOf(36) + 1 + size % slotsOf(8), bits);
            case CLOCK ->
                stepSeconds > 2 * CLOCK_TOLERANCE_SECONDS + 1
                        ? somewhere(kind, first, slots, 1 + size % 8, bits)
                        : null;
            case HIGH_DAY, LOW_DAY, UNDER_COVERED -> new Episode(kind, first, slots, 0, bits);
            case REDELIVERY, CONFLICT -> delayed(kind, first, slots, size % (MOST_ECHO + 1), bits);
            case OUT_OF_ORDER -> delayed(kind, first, slots, 1 + size % 2, bits);
            case LATE -> delayed(kind, first, slots, 4 + size % (MOST_LATE - 3), bits);
            default -> somewhere(kind, first, slots, 1, bits);
        };
    }

    /** An episode that begins in one of some slots; it must be over before the simulation is. */
    private @Nullable Episode somewhere(FaultKind kind, int first, int slots, int length, long bits) {
        int start = first + CounterRandom.below(CounterRandom.at(bits, 2), slots);
        return start + length <= raster.slotCount() ? new Episode(kind, start, length, 0, bits) : null;
    }

    /** An episode of one reading that arrives late or again on the same day. */
    private static @Nullable Episode delayed(FaultKind kind, int first, int slots, int delay, long bits) {
        if (delay >= slots) {
            return null;
        }
        int start = first + CounterRandom.below(CounterRandom.at(bits, 2), slots - delay);
        return new Episode(kind, start, 1, delay, bits);
    }

    private int slotsOf(int hours) {
        return Math.max(1, (hours * SECONDS_PER_HOUR + stepSeconds - 1) / stepSeconds);
    }

    private static boolean isEcho(FaultKind kind) {
        return switch (kind) {
            case REDELIVERY, CONFLICT, OUT_OF_ORDER, LATE -> true;
            default -> false;
        };
    }
}
