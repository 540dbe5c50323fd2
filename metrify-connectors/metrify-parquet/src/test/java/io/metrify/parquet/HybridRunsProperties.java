package io.metrify.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;

class HybridRunsProperties {

    @Property
    void parquetReadsTheNumbersThatWereWritten(@ForAll("numbers") int[] numbers) throws IOException {
        int width = HybridRuns.width(Arrays.stream(numbers).max().orElse(0));
        PageBytes out = new PageBytes();
        HybridRuns.append(out, numbers, numbers.length, width);
        RunLengthBitPackingHybridDecoder decoder = new RunLengthBitPackingHybridDecoder(
                width, new ByteArrayInputStream(Arrays.copyOf(out.array(), out.size())));
        int[] read = new int[numbers.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = decoder.readInt();
        }
        assertThat(read).isEqualTo(numbers);
    }

    /** Stretches of one value and of changing ones, of all lengths around a group, in narrow and wide numbers. */
    @Provide
    Arbitrary<int[]> numbers() {
        return Arbitraries.integers().between(0, 31).flatMap(width -> {
            int largest = (int) ((1L << width) - 1);
            Arbitrary<List<Integer>> run = Combinators.combine(
                            Arbitraries.integers().between(0, largest),
                            Arbitraries.integers().between(1, 40))
                    .as((value, length) -> Collections.nCopies(length, value));
            Arbitrary<List<Integer>> change =
                    Arbitraries.integers().between(0, largest).list().ofMaxSize(20);
            return Arbitraries.oneOf(run, change)
                    .list()
                    .ofMaxSize(8)
                    .map(parts -> parts.stream()
                            .flatMap(List::stream)
                            .mapToInt(Integer::intValue)
                            .toArray());
        });
    }
}
