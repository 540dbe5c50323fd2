package io.metrify.benchmarks.compare;

import java.util.List;

/** Pairs that share data. The data is built when the pairs are asked for and dropped after they have run. */
public interface PairGroup {

    /**
     * What the group is about; the keys of its pairs begin with it and a dot.
     *
     * @return for example {@code avro}
     */
    String name();

    /**
     * Builds the data, and checks that both sides of every pair give the same result.
     *
     * @return the pairs
     */
    List<Pair> pairs();

    /**
     * Measures what is not a comparison, after the pairs have run.
     *
     * @return the figures; none unless overridden
     */
    default List<Figure> figures() {
        return List.of();
    }
}
