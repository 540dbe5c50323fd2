package io.metrify.validation.series;

import io.metrify.model.QualityCode;

/**
 * What is remembered of a delivered value in a byte: that it is there, whether it may be used, and the rank of its quality. A
 * mark is never 0.
 */
final class Marks {

    private static final int PRESENT = 1;
    private static final int UNFIT = 2;
    private static final int RANK_SHIFT = 2;

    private Marks() {}

    @SuppressWarnings("EnumOrdinal")
    static byte of(QualityCode quality, boolean fit) {
        return (byte) (PRESENT | (fit ? 0 : UNFIT) | quality.ordinal() << RANK_SHIFT);
    }

    static boolean isFit(byte mark) {
        return (mark & UNFIT) == 0;
    }

    /** Whether one of two values of the same slot is kept rather than the other: usable, of better quality, smaller. */
    static boolean prevails(byte mark, long amount, byte otherMark, long otherAmount) {
        if (isFit(mark) != isFit(otherMark)) {
            return isFit(mark);
        }
        int rank = mark >> RANK_SHIFT;
        int otherRank = otherMark >> RANK_SHIFT;
        if (rank != otherRank) {
            return rank < otherRank;
        }
        if (amount == SlotRing.NO_AMOUNT || otherAmount == SlotRing.NO_AMOUNT) {
            return amount != SlotRing.NO_AMOUNT;
        }
        // Never the higher of two unexplained values.
        return amount < otherAmount;
    }
}
