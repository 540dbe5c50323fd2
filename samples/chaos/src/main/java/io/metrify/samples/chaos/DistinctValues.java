package io.metrify.samples.chaos;

import io.metrify.connector.api.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Counts records, and how many different values they have. */
final class DistinctValues implements Consumer<RawRecord> {

    private final Set<String> values = new HashSet<>();
    private long count;

    @Override
    public void accept(RawRecord record) {
        count++;
        values.add(new String(Objects.requireNonNull(record.value()), StandardCharsets.UTF_8));
    }

    long count() {
        return count;
    }

    long distinct() {
        return values.size();
    }
}
