package io.metrify.validation.series;

import io.metrify.model.meter.RegisterReading;
import java.util.ArrayList;
import java.util.List;

/**
 * The register readings of a meter that wait to be judged, in the order of time and register. What is delivered again is
 * counted, not kept.
 */
final class PendingIndexes {

    /** How many are kept; what comes beyond is reported at once. */
    static final int MOST = 1_024;

    /** A reading and how often it was delivered. */
    record Pending(RegisterReading reading, int count) {

        private Pending once() {
            return new Pending(reading, count + 1);
        }
    }

    private final List<Pending> pending = new ArrayList<>(0);

    int size() {
        return pending.size();
    }

    Pending get(int index) {
        return pending.get(index);
    }

    void add(RegisterReading reading, int count) {
        int place = pending.size();
        while (place > 0) {
            int order = compare(pending.get(place - 1).reading(), reading);
            if (order == 0) {
                pending.set(place - 1, pending.get(place - 1).once());
                return;
            }
            if (order < 0) {
                break;
            }
            place--;
        }
        pending.add(place, new Pending(reading, count));
    }

    void drop(int entries) {
        pending.subList(0, entries).clear();
    }

    /** By time, then register, then what prevails where a register has several indexes at an instant. */
    private static int compare(RegisterReading left, RegisterReading right) {
        int order = left.timestamp().compareTo(right.timestamp());
        if (order == 0) {
            order = Registers.compare(left.register(), right.register());
        }
        if (order == 0) {
            order = left.quality().code().compareTo(right.quality().code());
        }
        return order == 0 ? left.index().compareTo(right.index()) : order;
    }
}
