package io.metrify.samples.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.samples.chaos.WorkerSettings.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form; {@code samples/chaos/run} is the long one. */
class ChaosTest {

    @TempDir
    private Path directory;

    @Test
    void everyStoreHoldsEachReadingOnceWhateverWasKilledOrRestarted() {
        Scenario scenario = new Scenario(20_000, 4, 2, 1_000, 2, 1, 1, 7, directory);
        List<String> log = new ArrayList<>();

        boolean exact = ChaosCommand.run(scenario, List.of(Target.values()), log::add);

        assertThat(exact).as(String.join("\n", log)).isTrue();
        assertThat(log).filteredOn(line -> line.contains("2 workers killed")).hasSize(2);
    }
}
