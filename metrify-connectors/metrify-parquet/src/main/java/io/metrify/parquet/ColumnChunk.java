package io.metrify.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * One column of a row group being written: the values of the page that is being filled, and the pages before it, encoded
 * and compressed. Values are collected first and encoded all at once, so that each column is one tight loop. A column
 * begins with a dictionary, and gives it up for the rest of the row group when that does not pay or it grows too large.
 */
abstract sealed class ColumnChunk permits NumberChunk, TextChunk {

    /** What the values of a dictionary take at most, in bytes: 1 MiB, as parquet-java has it. */
    static final int DICTIONARY_BYTES = 1 << 20;

    private static final int DEFINED = 1;

    private final ColumnDescriptor column;
    private final boolean optional;
    private final List<Page> pages = new ArrayList<>();
    private boolean dictionaryPays = true;
    private long memory;

    /** For an optional column, whether each row of the page has a value. */
    private int[] levels = {};

    /** The places of the page's values in the dictionary. */
    private int[] places = {};

    /** How many values the page has. */
    int count;

    ColumnChunk(ColumnDescriptor column) {
        this.column = column;
        this.optional = column.getMaxDefinitionLevel() > 0;
    }

    private record Page(int rows, int unpackedBytes, BytesInput bytes, Statistics<?> statistics, Encoding encoding) {}

    /** Makes room for a page of so many rows. */
    void grow(int rows) {
        levels = optional ? Arrays.copyOf(levels, rows) : levels;
        places = new int[rows];
    }

    /** Says that a row of the page has a value, in an optional column. */
    final void define(int row) {
        levels[row] = DEFINED;
    }

    /** What the finished pages take, in bytes. */
    final long memory() {
        return memory;
    }

    /** Encodes the values that were collected as a page. */
    final void endPage(int rows, PageBytes out, ZstdPages zstd) {
        out.clear();
        if (optional) {
            appendLevels(out, rows);
        }
        Encoding encoding = encode(out);
        BytesInput bytes = BytesInput.from(zstd.compress(out));
        memory += bytes.size();
        Statistics<?> statistics = statistics(Statistics.createStats(column.getPrimitiveType()));
        statistics.incrementNumNulls(rows - count);
        pages.add(new Page(rows, out.size(), bytes, statistics, encoding));
        Arrays.fill(levels, 0);
        count = 0;
    }

    private void appendLevels(PageBytes out, int rows) {
        out.reserve(Integer.BYTES);
        out.putInt(0);
        HybridRuns.append(out, levels, rows, 1);
        out.putIntAt(0, out.size() - Integer.BYTES);
    }

    @SuppressWarnings("deprecation") // what readers of version 1 of the format know it as
    private Encoding encode(PageBytes out) {
        boolean first = dictionarySize() == 0;
        if (count > 0 && dictionaryPays) {
            dictionaryPays = toPlaces(places);
            if (dictionaryPays) {
                int before = out.size();
                int width = HybridRuns.width(dictionarySize() - 1);
                out.reserve(1);
                out.putByte(width);
                HybridRuns.append(out, places, count, width);
                dictionaryPays = !first || out.size() - before + dictionaryBytes() < plainBytes();
                if (dictionaryPays) {
                    return Encoding.PLAIN_DICTIONARY;
                }
                out.truncate(before);
            }
        }
        appendPlain(out);
        return Encoding.PLAIN;
    }

    /** Writes the column of the row group that ends, and begins the next one. */
    @SuppressWarnings("deprecation") // what readers of version 1 of the format know it as
    final void write(ParquetFileWriter file, long rows, PageBytes out, ZstdPages zstd) throws IOException {
        file.startColumn(column, rows, CompressionCodecName.ZSTD);
        if (pages.stream().anyMatch(page -> page.encoding() == Encoding.PLAIN_DICTIONARY)) {
            out.clear();
            appendDictionary(out);
            file.writeDictionaryPage(new DictionaryPage(
                    BytesInput.from(zstd.compress(out)), out.size(), dictionarySize(), Encoding.PLAIN_DICTIONARY));
        }
        for (Page page : pages) {
            file.writeDataPage(
                    page.rows(),
                    page.unpackedBytes(),
                    page.bytes(),
                    page.statistics(),
                    page.rows(),
                    Encoding.BIT_PACKED,
                    optional ? Encoding.RLE : Encoding.BIT_PACKED,
                    page.encoding());
        }
        file.endColumn();
        pages.clear();
        memory = 0;
        dictionaryPays = true;
        forgetDictionary();
    }

    /** Looks up the page's values; false if the dictionary is full. */
    abstract boolean toPlaces(int[] into);

    abstract int dictionarySize();

    abstract long dictionaryBytes();

    abstract void appendDictionary(PageBytes out);

    abstract void forgetDictionary();

    /** How long the page's values are without a dictionary, in bytes. */
    abstract long plainBytes();

    abstract void appendPlain(PageBytes out);

    /** Adds the smallest and the largest of the page's values, if it has any. */
    abstract Statistics<?> statistics(Statistics<?> empty);
}
