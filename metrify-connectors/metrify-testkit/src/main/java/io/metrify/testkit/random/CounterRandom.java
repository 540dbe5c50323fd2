package io.metrify.testkit.random;

/**
 * Counter-based random numbers: every number is a hash of a key and a counter, so that any of them can be had at once,
 * in any order and from any thread, and is the same on every platform. Only integer arithmetic and the basic, exactly
 * specified floating-point operations are used. It is not for cryptography.
 *
 * <p>The hash is the finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
 * OOPSLA 2014, with the constants of Stafford's variant 13).
 *
 * <pre>{@code
 * long key = CounterRandom.key(seed, meterIndex);
 * double noise = CounterRandom.unit(CounterRandom.at(key, slot));   // always the same for this seed, meter and slot
 * }</pre>
 */
public final class CounterRandom {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final long KEY_SALT = 0x6a09e667f3bcc909L;
    private static final double UNIT = 0x1p-53;

    private CounterRandom() {}

    /**
     * A key of its own for one purpose, meter or other thing below a parent.
     *
     * @param parent the parent's key, or a seed
     * @param child which child of the parent, any number
     * @return a key; different children have unrelated keys
     */
    public static long key(long parent, long child) {
        return mix(mix(parent ^ KEY_SALT) + child * GOLDEN_GAMMA);
    }

    /**
     * A key for a name.
     *
     * @param parent the parent's key, or a seed
     * @param name any text; its UTF-16 units count
     * @return a key; different names have unrelated keys
     */
    public static long key(long parent, String name) {
        long hash = mix(parent ^ KEY_SALT);
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash + (name.charAt(i) + 1L) * GOLDEN_GAMMA);
        }
        return hash;
    }

    /**
     * The random number at a place of a key's sequence.
     *
     * @param key the key
     * @param counter the place, any number
     * @return 64 random bits
     */
    public static long at(long key, long counter) {
        return mix(key + counter * GOLDEN_GAMMA);
    }

    /**
     * Random bits as a fraction.
     *
     * @param bits 64 random bits
     * @return a multiple of 2<sup>-53</sup>, at least 0 and less than 1
     */
    public static double unit(long bits) {
        return (bits >>> 11) * UNIT;
    }

    /**
     * Random bits as a whole number below a bound.
     *
     * @param bits 64 random bits
     * @param bound the first number that is not drawn, positive
     * @return 0 up to, not including, {@code bound}; the bias is below {@code bound} / 2<sup>32</sup>
     */
    public static int below(long bits, int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException(
                    "no number is at least 0 and below " + bound + "; the bound is positive");
        }
        return (int) (((bits >>> 32) * bound) >>> 32);
    }

    /**
     * Smooth noise: a random number at every whole place, joined by smoothstep curves.
     *
     * @param key the key
     * @param place where to look; its whole part must fit a long
     * @return -1 to 1, with mean 0 over many places
     */
    public static double smooth(long key, double place) {
        double whole = Math.floor(place);
        long cell = (long) whole;
        double part = place - whole;
        double eased = part * part * (3 - 2 * part);
        double here = unit(at(key, cell));
        double next = unit(at(key, cell + 1));
        return 2 * (here + (next - here) * eased) - 1;
    }

    private static long mix(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
