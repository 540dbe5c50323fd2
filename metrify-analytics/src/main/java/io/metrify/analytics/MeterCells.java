package io.metrify.analytics;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cells of one meter and register in the order of time. Readings mostly go to the last cell or behind it. */
final class MeterCells {

    private static final int FIRST_CAPACITY = 4;

    private long[] starts = new long[FIRST_CAPACITY];
    private @Nullable EnergyCell[] cells = new EnergyCell[FIRST_CAPACITY];
    private int size;

    /** The cell that begins at a second, made if it is not there yet. */
    EnergyCell at(long startSecond, Supplier<EnergyCell> absent) {
        if (size > 0 && starts[size - 1] == startSecond) {
            return cell(size - 1);
        }
        int place = size == 0 || starts[size - 1] < startSecond
                ? -size - 1
                : Arrays.binarySearch(starts, 0, size, startSecond);
        if (place >= 0) {
            return cell(place);
        }
        EnergyCell added = absent.get();
        insert(-place - 1, startSecond, added);
        return added;
    }

    void forEach(Consumer<EnergyCell> consumer) {
        for (int i = 0; i < size; i++) {
            consumer.accept(cell(i));
        }
    }

    private EnergyCell cell(int place) {
        return Objects.requireNonNull(cells[place]);
    }

    private void insert(int place, long startSecond, EnergyCell cell) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            cells = Arrays.copyOf(cells, 2 * size);
        }
        System.arraycopy(starts, place, starts, place + 1, size - place);
        System.arraycopy(cells, place, cells, place + 1, size - place);
        starts[place] = startSecond;
        cells[place] = cell;
        size++;
    }
}
