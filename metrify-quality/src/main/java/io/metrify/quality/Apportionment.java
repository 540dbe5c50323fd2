package io.metrify.quality;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A whole number split in proportion to others, so that the parts are whole and add up exactly: each gets its quota
 * rounded down, and what is left goes one by one to the largest remainders (Hamilton's method), the earlier one on a
 * tie.
 */
public final class Apportionment {

    private Apportionment() {}

    /**
     * The parts of a total.
     *
     * @param total what is split, 0 or more
     * @param weights what the parts are in proportion to, 0 or more, at least one of which is above 0 unless the total is 0
     * @return one part for each weight, 0 or more, less than one off its quota; they add up to the total
     * @throws IllegalArgumentException if the total or a weight is negative, or no weight is above 0
     */
    public static long[] of(long total, List<BigInteger> weights) {
        BigInteger sum = BigInteger.ZERO;
        for (BigInteger weight : weights) {
            if (weight.signum() < 0) {
                throw new IllegalArgumentException("the weight " + weight + " is negative; give 0 or more");
            }
            sum = sum.add(weight);
        }
        long[] parts = new long[weights.size()];
        if (total == 0) {
            return parts;
        }
        if (total < 0 || sum.signum() == 0) {
            throw new IllegalArgumentException(
                    total + " cannot be split by weights that add up to " + sum + "; both must be above 0");
        }
        BigInteger whole = BigInteger.valueOf(total);
        List<BigInteger> remainders = new ArrayList<>(parts.length);
        List<Integer> order = new ArrayList<>(parts.length);
        long left = total;
        for (int i = 0; i < parts.length; i++) {
            BigInteger[] quota = weights.get(i).multiply(whole).divideAndRemainder(sum);
            parts[i] = quota[0].longValueExact();
            remainders.add(quota[1]);
            order.add(i);
            left -= parts[i];
        }
        order.sort(Comparator.<Integer, BigInteger>comparing(remainders::get).reversed());
        for (int i = 0; i < left; i++) {
            parts[order.get(i)]++;
        }
        return parts;
    }
}
