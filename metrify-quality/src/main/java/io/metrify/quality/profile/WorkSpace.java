package io.metrify.quality.profile;

/**
 * Arrays that all columns of a profiler use in turn, so that they stay in the cache nearest to the processor. Values go
 * through it in blocks. Not thread-safe.
 */
final class WorkSpace {

    /** The number of values in a block: 512, so that sums of mantissas and of squares of their halves fit a long. */
    static final int BLOCK = 512;

    final long[] numbers = new long[BLOCK];
    final long[] regular = new long[BLOCK];
    final long[] candidates = new long[BLOCK];
    final MantissaSums mantissas = new MantissaSums();
}
