package io.metrify.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** A column of texts. */
final class TextChunk extends ColumnChunk {

    private static final int FEW = 16;

    private TextDictionary dictionary = newDictionary();
    private String[] values = {};

    /** For each place of the dictionary, in which page it was seen last. */
    private int[] seenIn = new int[FEW];

    private int page;
    private final List<byte[]> different = new ArrayList<>();

    TextChunk(ColumnDescriptor column) {
        super(column);
    }

    void add(String value) {
        values[count++] = value;
    }

    /** Adds the value of an optional column. */
    void add(int row, String value) {
        define(row);
        values[count++] = value;
    }

    @Override
    void grow(int rows) {
        super.grow(rows);
        values = Arrays.copyOf(values, rows);
    }

    @Override
    boolean toPlaces(int[] into) {
        page++;
        different.clear();
        for (int i = 0; i < count; i++) {
            int place = dictionary.place(values[i]);
            if (place < 0) {
                different.clear();
                return false;
            }
            into[i] = place;
            notice(place);
        }
        return true;
    }

    private void notice(int place) {
        if (place >= seenIn.length) {
            seenIn = Arrays.copyOf(seenIn, place * 2);
        }
        if (seenIn[place] != page) {
            seenIn[place] = page;
            different.add(dictionary.text(place));
        }
    }

    @Override
    int dictionarySize() {
        return dictionary.size();
    }

    @Override
    long dictionaryBytes() {
        return dictionary.bytes();
    }

    @Override
    void appendDictionary(PageBytes out) {
        for (int place = 0; place < dictionary.size(); place++) {
            append(out, dictionary.text(place));
        }
    }

    @Override
    void forgetDictionary() {
        dictionary = newDictionary();
        seenIn = new int[FEW];
        page = 0;
    }

    private static TextDictionary newDictionary() {
        return new TextDictionary(DICTIONARY_BYTES);
    }

    /** Counts characters beyond ASCII as one byte each, which only makes the dictionary a little less attractive. */
    @Override
    long plainBytes() {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += Integer.BYTES + values[i].length();
        }
        return bytes;
    }

    @Override
    void appendPlain(PageBytes out) {
        for (int i = 0; i < count; i++) {
            append(out, values[i].getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void append(PageBytes out, byte[] utf8) {
        out.reserve(Integer.BYTES + utf8.length);
        out.putInt(utf8.length);
        out.append(utf8);
    }

    @Override
    Statistics<?> statistics(Statistics<?> statistics) {
        if (different.isEmpty()) {
            for (int i = 0; i < count; i++) {
                statistics.updateStats(Binary.fromString(values[i]));
            }
        } else {
            different.forEach(utf8 -> statistics.updateStats(Binary.fromConstantByteArray(utf8)));
            different.clear();
        }
        return statistics;
    }
}
