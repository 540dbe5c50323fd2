package io.metrify.quality.estimation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Quotients of whole numbers as whole numbers, half-even. */
final class Rounding {

    private Rounding() {}

    static long quotient(BigInteger dividend, BigInteger divisor) {
        return new BigDecimal(dividend)
                .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    static long mean(long[] amounts, int count) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
            sum = sum.add(BigInteger.valueOf(amounts[i]));
        }
        return quotient(sum, BigInteger.valueOf(count));
    }
}
