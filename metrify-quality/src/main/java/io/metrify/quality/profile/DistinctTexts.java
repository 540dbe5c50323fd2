package io.metrify.quality.profile;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts the texts with the smallest hashes, as {@link DistinctNumbers} does numbers. Not thread-safe. */
final class DistinctTexts {

    private static final int FEWEST_SLOTS = 64;

    private final int limit;
    private final int mostKept;
    private @Nullable String[] texts = new String[FEWEST_SLOTS];
    private long[] hashes = new long[FEWEST_SLOTS];
    private long[] counts = new long[FEWEST_SLOTS];
    private int kept;
    private boolean exceeded;
    private long largest = Long.MAX_VALUE;

    DistinctTexts(int limit) {
        this.limit = limit;
        this.mostKept = limit + limit / 2;
    }

    void add(String text, long hash, long times) {
        if ((hash ^ Long.MIN_VALUE) > largest) {
            return;
        }
        int slot = slot(text, hash);
        if (texts[slot] == null) {
            texts[slot] = KnownTexts.kept(text);
            hashes[slot] = hash;
            kept++;
            counts[slot] = times;
            if (kept > mostKept) {
                dropLargest();
            } else if (kept * 4 > texts.length * 3) {
                rebuild(texts.length * 2, Long.MAX_VALUE);
            }
        } else {
            counts[slot] += times;
        }
    }

    void add(DistinctValues other) {
        for (int place = 0; place < other.size(); place++) {
            add(other.texts()[place], other.hashes()[place], other.counts()[place]);
        }
        exceeded |= other.exceeded();
    }

    DistinctValues toValues() {
        int[] all = IntStream.range(0, texts.length)
                .filter(slot -> texts[slot] != null)
                .boxed()
                .sorted(Comparator.comparingLong((Integer slot) -> hashes[slot] ^ Long.MIN_VALUE)
                        .thenComparing(slot -> text(slot)))
                .limit(limit)
                .mapToInt(Integer::intValue)
                .toArray();
        return new DistinctValues(
                Arrays.stream(all).mapToLong(slot -> hashes[slot]).toArray(),
                Arrays.stream(all).mapToLong(slot -> counts[slot]).toArray(),
                Arrays.stream(all).mapToObj(this::text).toArray(String[]::new),
                exceeded || kept > limit);
    }

    private String text(int slot) {
        String text = texts[slot];
        if (text == null) {
            throw new IllegalStateException("slot " + slot + " is free");
        }
        return text;
    }

    private int slot(String text, long hash) {
        int mask = texts.length - 1;
        int slot = (int) hash & mask;
        while (texts[slot] != null && !(hashes[slot] == hash && isKeptAs(text, text(slot)))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static boolean isKeptAs(String text, String keptText) {
        return text.length() > KnownTexts.LONGEST_KEPT
                ? keptText.length() == KnownTexts.LONGEST_KEPT && text.startsWith(keptText)
                : text.equals(keptText);
    }

    private void dropLargest() {
        long[] moved = IntStream.range(0, texts.length)
                .filter(slot -> texts[slot] != null)
                .mapToLong(slot -> hashes[slot] ^ Long.MIN_VALUE)
                .sorted()
                .toArray();
        largest = moved[limit - 1];
        exceeded = true;
        rebuild(texts.length, largest);
    }

    private void rebuild(int length, long bound) {
        @Nullable String[] oldTexts = texts;
        long[] oldHashes = hashes;
        long[] oldCounts = counts;
        texts = new String[length];
        hashes = new long[length];
        counts = new long[length];
        kept = 0;
        for (int from = 0; from < oldTexts.length; from++) {
            String text = oldTexts[from];
            if (text != null && (oldHashes[from] ^ Long.MIN_VALUE) <= bound) {
                int slot = slot(text, oldHashes[from]);
                texts[slot] = text;
                hashes[slot] = oldHashes[from];
                counts[slot] = oldCounts[from];
                kept++;
            }
        }
    }
}
