package io.metrify.validation.series;

/**
 * What became of the readings that were handed over; all counts are 0 or more. Every interval reading is in exactly one of
 * {@code placed}, {@code irregular}, {@code repeated}, {@code tooLate} and {@code outside}.
 *
 * @param placed interval readings that took a slot
 * @param irregular interval readings off the raster or of another length, judged beside the slots
 * @param repeated interval readings of a meter, register and slot that had been delivered before, with the same value or
 *     another; off the raster those with the same start, length and value
 * @param tooLate interval readings that came after their part of the series had been judged
 * @param outside interval readings from the future, or outside the life of the meter or the judged window; those longer
 *     than a day; those of a meter's seventeenth register and beyond; and all of a meter whose resolution has no raster
 * @param outOfOrder interval readings that started before one of the same meter that had come earlier; they are counted in
 *     one of the above too
 * @param registers register readings, whatever became of them
 */
public record SeriesCounts(
        long placed, long irregular, long repeated, long tooLate, long outside, long outOfOrder, long registers) {

    /**
     * All interval readings.
     *
     * @return the sum of the counts that exclude each other
     */
    public long readings() {
        return placed + irregular + repeated + tooLate + outside;
    }

    SeriesCounts withOutOfOrder(long newOutOfOrder) {
        return new SeriesCounts(placed, irregular, repeated, tooLate, outside, newOutOfOrder, registers);
    }
}
