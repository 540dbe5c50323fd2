package io.metrify.parquet;

import io.metrify.connector.api.MalformedRecordException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/** Checks of what a footer promises before Parquet reserves memory for it. */
final class Footer {

    /** Delta encodings announce sizes of their own inside a page, which nothing checks. */
    @SuppressWarnings("deprecation") // older writers call it BIT_PACKED and PLAIN_DICTIONARY
    private static final Set<Encoding> READ = EnumSet.of(
            Encoding.PLAIN, Encoding.RLE, Encoding.BIT_PACKED, Encoding.PLAIN_DICTIONARY, Encoding.RLE_DICTIONARY);

    private Footer() {}

    /** The number of rows in all row groups; refuses a footer that contradicts itself or the size of the file. */
    static long rows(ParquetMetadata footer, MessageType columns, long fileLength) {
        long rows = 0;
        for (BlockMetaData group : footer.getBlocks()) {
            if (group.getRowCount() < 0) {
                throw new MalformedRecordException("", "a row group claims " + group.getRowCount() + " rows");
            }
            check(group, columns, fileLength);
            rows = Math.addExact(rows, group.getRowCount());
        }
        return rows;
    }

    private static void check(BlockMetaData group, MessageType columns, long fileLength) {
        Map<ColumnPath, ColumnChunkMetaData> chunks = new HashMap<>();
        group.getColumns().forEach(chunk -> chunks.put(chunk.getPath(), chunk));
        for (ColumnDescriptor column : columns.getColumns()) {
            String name = column.getPath()[0];
            ColumnChunkMetaData chunk = chunks.get(ColumnPath.get(column.getPath()));
            if (chunk == null) {
                throw new MalformedRecordException(name, "a row group lacks the column");
            }
            long start = chunk.getStartingPos();
            long size = chunk.getTotalSize();
            if (start < 0 || size < 0 || start > fileLength || size > fileLength - start) {
                throw new MalformedRecordException(
                        name, "the column claims " + size + " bytes at " + start + " of a file of " + fileLength);
            }
            if (chunk.getValueCount() != group.getRowCount()) {
                throw new MalformedRecordException(
                        name,
                        "the column has " + chunk.getValueCount() + " values in " + group.getRowCount() + " rows");
            }
            if (!READ.containsAll(chunk.getEncodings())) {
                throw new MalformedRecordException(
                        name, "the column is encoded with " + chunk.getEncodings() + "; only " + READ + " are read");
            }
        }
    }
}
