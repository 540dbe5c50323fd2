package io.metrify.testkit.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are still to happen. */
final class Faults {

    private final List<SnowflakeFault> waiting = new ArrayList<>();

    synchronized void add(SnowflakeFault fault) {
        for (int i = 0; i < fault.times(); i++) {
            waiting.add(fault.times(1));
        }
    }

    synchronized void clear() {
        waiting.clear();
    }

    synchronized int count() {
        return waiting.size();
    }

    /** The first one that fits a request, which then has happened. */
    synchronized Optional<SnowflakeFault> take(SnowflakeFault.Place place, String sql) {
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).fits(place, sql)) {
                return Optional.of(waiting.remove(i));
            }
        }
        return Optional.empty();
    }
}
