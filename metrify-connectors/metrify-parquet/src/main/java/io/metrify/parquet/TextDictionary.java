package io.metrify.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The different texts of a column as UTF-8 in the order they were first seen, each with its place. */
final class TextDictionary {

    private final long mostBytes;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<byte[]> texts = new ArrayList<>();
    private long bytes;

    // Rows often come meter by meter, and codes hardly change.
    private @Nullable String lastText;
    private int lastPlace;

    /** A dictionary whose texts, each with its length, take so many bytes at most. */
    TextDictionary(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    int size() {
        return texts.size();
    }

    long bytes() {
        return bytes;
    }

    byte[] text(int place) {
        return texts.get(place);
    }

    /** The place of a text, or -1 if it is new and there is no room for it. */
    int place(String text) {
        if (text.equals(lastText)) {
            return lastPlace;
        }
        Integer known = places.get(text);
        int place = known == null ? add(text) : known;
        if (place >= 0) {
            lastText = text;
            lastPlace = place;
        }
        return place;
    }

    private int add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (bytes + Integer.BYTES + utf8.length > mostBytes) {
            return -1;
        }
        bytes += Integer.BYTES + utf8.length;
        places.put(text, texts.size());
        texts.add(utf8);
        return texts.size() - 1;
    }
}
