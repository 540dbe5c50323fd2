package io.metrify.quality.profile;

import java.util.Arrays;

/**
 * A histogram over logarithmic buckets after Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with
 * relative-error guarantees", 2019 (arXiv:1908.10693), with the logarithm read from the bits of a double: its exponent, and
 * between powers of two a straight line. Values too small for the largest number of buckets, counted from the largest
 * magnitude of their sign down, are counted together, which depends on nothing but the values. Not thread-safe.
 */
final class LogBuckets {

    private static final int SIGN = Long.SIZE - 1;
    private static final int SIGNS = 2;
    private static final int SLACK = 64;

    private final int shift;
    private final int most;
    private final int indexMask;
    private final int last;
    private final long[][] counts = {new long[0], new long[0]};
    private final int[] first = new int[SIGNS];
    private final long[] below = new long[SIGNS];

    LogBuckets(ProfileSettings settings) {
        shift = BucketCounts.shift(settings.relativeError());
        most = settings.mostBuckets();
        indexMask = (1 << (SIGN - shift)) - 1;
        last = BucketCounts.all(settings.relativeError()) - 1;
    }

    /** Counts the first of an array of finite values other than zero, given by their bits. */
    void add(long[] bits, int count) {
        int at = 0;
        while (at < count) {
            int sign = (int) (bits[at] >>> SIGN);
            long[] places = counts[sign];
            // With the sign above the index, a value of the other sign is out of range like one of a bucket not yet
            // there: no array reaches beyond the last bucket.
            int offset = first[sign] + sign * (indexMask + 1);
            while (at < count) {
                int place = (int) (bits[at] >>> shift) - offset;
                if (place < 0 || place >= places.length) {
                    break;
                }
                places[place]++;
                at++;
            }
            if (at < count) {
                add(bits[at], 1);
                at++;
            }
        }
    }

    /** Counts a finite value other than zero, given by its bits, so many times. */
    void add(long bits, long times) {
        add((int) (bits >>> SIGN), (int) (bits >>> shift) & indexMask, times);
    }

    void add(BucketCounts positive, BucketCounts negative) {
        add(0, positive);
        add(1, negative);
    }

    BucketCounts positive() {
        return settled(0);
    }

    BucketCounts negative() {
        return settled(1);
    }

    private void add(int sign, BucketCounts other) {
        for (int place = other.counts().length - 1; place >= 0; place--) {
            if (other.counts()[place] > 0) {
                add(sign, other.first() + place, other.counts()[place]);
            }
        }
        below[sign] += other.below();
    }

    private void add(int sign, int index, long times) {
        int place = index - first[sign];
        if (place < 0 || place >= counts[sign].length) {
            makeRoom(sign, index);
            place = index - first[sign];
        }
        if (place < 0) {
            below[sign] += times;
        } else {
            counts[sign][place] += times;
        }
    }

    /** Makes the array reach to an index, unless that is too far below the last bucket. */
    private void makeRoom(int sign, int index) {
        long[] old = counts[sign];
        boolean empty = old.length == 0;
        int oldFirst = first[sign];
        int highest = empty ? index : Math.max(index, lastUsed(sign));
        int lowest = empty ? index : Math.min(index, oldFirst);
        int clip = highest - most + 1;
        if (index < clip) {
            return;
        }
        int newFirst = Math.max(0, Math.max(lowest - SLACK, clip));
        long[] grown = new long[Math.min(last, highest + SLACK) - newFirst + 1];
        for (int place = 0; place < old.length; place++) {
            if (oldFirst + place < newFirst) {
                below[sign] += old[place];
            } else if (old[place] > 0) {
                grown[oldFirst + place - newFirst] = old[place];
            }
        }
        first[sign] = newFirst;
        counts[sign] = grown;
    }

    private int lastUsed(int sign) {
        int place = counts[sign].length - 1;
        while (counts[sign][place] == 0) {
            place--;
        }
        return first[sign] + place;
    }

    private BucketCounts settled(int sign) {
        long[] all = counts[sign];
        if (all.length == 0) {
            return BucketCounts.NONE;
        }
        int highest = lastUsed(sign);
        int lowest = Math.max(first[sign], highest - most + 1);
        long small = below[sign];
        for (int index = first[sign]; index < lowest; index++) {
            small += all[index - first[sign]];
        }
        while (all[lowest - first[sign]] == 0) {
            lowest++;
        }
        long[] used = Arrays.copyOfRange(all, lowest - first[sign], highest + 1 - first[sign]);
        return new BucketCounts(lowest, used, small);
    }
}
