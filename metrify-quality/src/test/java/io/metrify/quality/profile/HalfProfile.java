package io.metrify.quality.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Profiles one half of the same rows and writes it to a file, in a process of its own. */
final class HalfProfile {

    private static final int ROWS = 4_000;

    private HalfProfile() {}

    /** Writes the half with a number, 0 or 1, to a file. */
    public static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[1]), of(Integer.parseInt(arguments[0])).toBytes());
    }

    static DataProfile of(int half) {
        return profile(rows().subList(half * ROWS / 2, (half + 1) * ROWS / 2));
    }

    static DataProfile whole() {
        return profile(rows());
    }

    private static List<RandomRow> rows() {
        return RandomRow.list(new Random(2_026), ROWS);
    }

    private static DataProfile profile(List<RandomRow> rows) {
        Profiler profiler =
                Profiler.of(RandomRow.COLUMNS, ProfileSettings.standard().withDistinctLimit(64));
        RandomRow.batches(rows, 300, profiler::add);
        return profiler.toProfile();
    }
}
