package io.metrify.testkit.fault;

/**
 * One fault of one meter, over one or more slots.
 *
 * @param kind what is wrong
 * @param first number of the first slot it covers
 * @param length number of slots it covers, at least 1
 * @param delay by how many slots a reading arrives late or again, 0 if it does not
 * @param bits random bits for the size of the fault
 */
record Episode(FaultKind kind, int first, int length, int delay, long bits) {

    boolean covers(int slot) {
        return slot >= first && slot < first + length;
    }

    boolean overlaps(Episode other) {
        return first < other.first + other.length && other.first < first + length;
    }

    /** A size between two bounds, the same for the whole episode. */
    double between(double least, double most) {
        return least + (most - least) * (bits & 0xffff_ffffL) * 0x1p-32;
    }
}
