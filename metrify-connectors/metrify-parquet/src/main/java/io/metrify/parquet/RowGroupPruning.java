package io.metrify.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/** Tells row groups that cannot hold what is wanted by the smallest and largest values in the footer. */
final class RowGroupPruning {

    private final ReadingFilter filter;
    private final int unitsPerMilli;
    private final List<byte[]> meterIds;

    RowGroupPruning(ReadingFilter filter, int unitsPerMilli) {
        this.filter = filter;
        this.unitsPerMilli = unitsPerMilli;
        this.meterIds = filter.meterIds().stream()
                .map(id -> id.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    boolean mayHold(BlockMetaData group) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
            String column = chunk.getPath().toDotString();
            Statistics<?> statistics = chunk.getStatistics();
            // Statistics may be missing.
            if (statistics == null || !statistics.hasNonNullValue()) {
                continue;
            }
            if (column.equals(ReadingSchema.TIMESTAMP) && !mayHoldTimes(statistics)) {
                return false;
            }
            if (column.equals(ReadingSchema.METER_ID) && !mayHoldMeters(statistics)) {
                return false;
            }
        }
        return true;
    }

    private boolean mayHoldTimes(Statistics<?> statistics) {
        if (filter.starts() == null
                || !(statistics.genericGetMin() instanceof Long least)
                || !(statistics.genericGetMax() instanceof Long greatest)) {
            return true;
        }
        long from = filter.starts().start().toEpochMilli();
        long to = filter.starts().end().toEpochMilli();
        return greatest / unitsPerMilli >= from && least / unitsPerMilli <= to;
    }

    /** The order of UTF-8 is that of its unsigned bytes. */
    private boolean mayHoldMeters(Statistics<?> statistics) {
        byte[] least = statistics.getMinBytes();
        byte[] greatest = statistics.getMaxBytes();
        return meterIds.isEmpty()
                || meterIds.stream()
                        .anyMatch(id ->
                                Arrays.compareUnsigned(least, id) <= 0 && Arrays.compareUnsigned(id, greatest) <= 0);
    }
}
