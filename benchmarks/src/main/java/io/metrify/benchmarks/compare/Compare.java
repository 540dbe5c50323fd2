package io.metrify.benchmarks.compare;

import io.metrify.benchmarks.avro.AvroPairs;
import io.metrify.benchmarks.json.JsonPairs;
import io.metrify.benchmarks.kafka.KafkaFigures;
import io.metrify.benchmarks.lake.LakePairs;
import io.metrify.benchmarks.profile.ProfilePairs;
import io.metrify.benchmarks.quality.QualityFigures;
import io.metrify.benchmarks.series.SeriesFigures;
import io.metrify.benchmarks.validation.ValidationPairs;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Times pairs in one process, in turn (ours, theirs, ours, theirs, ...), and prints how many times faster ours is: the
 * best time of theirs divided by the best time of ours. Time is the processor time of the one thread that works: what
 * neighbours on the machine take away does not count, and neither does the garbage collector, which has threads of its
 * own. The best of many turns is what the code can do.
 *
 * <p>One line for each figure goes to standard output: a key, a space, a number. {@code KEY} is the ratio, {@code
 * KEY.ours_ns} and {@code KEY.theirs_ns} are nanoseconds for each record. Arguments name the groups to run; without any
 * all run.
 */
public final class Compare {

    private static final List<PairGroup> GROUPS = List.of(
            new AvroPairs(),
            new JsonPairs(),
            new LakePairs(),
            new ValidationPairs(),
            new SeriesFigures(),
            new ProfilePairs(),
            new QualityFigures(),
            new KafkaFigures());

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURE = Duration.ofSeconds(4);
    private static final int FEWEST_TURNS = 4;
    private static final int MOST_TURNS = 25;

    private Compare() {}

    /**
     * Runs the groups.
     *
     * @param names the groups to run, or none for all
     */
    public static void main(String[] names) {
        List<String> wanted = Arrays.asList(names);
        List<String> known = GROUPS.stream().map(PairGroup::name).toList();
        if (!known.containsAll(wanted)) {
            throw new IllegalArgumentException("there are no such groups in " + wanted + "; there are " + known);
        }
        for (PairGroup group : GROUPS) {
            if (wanted.isEmpty() || wanted.contains(group.name())) {
                progress(group.name() + ": building the data");
                for (Pair pair : group.pairs()) {
                    print(pair, measure(pair));
                }
                for (Figure figure : group.figures()) {
                    progress("");
                    line(figure.key(), figure.value(), "%s %.2f");
                }
            }
        }
        progress("");
    }

    private record Best(long ours, long theirs) {}

    private static Best measure(Pair pair) {
        turns(pair, "warming up", WARM_UP, 1);
        return turns(pair, "measuring", MEASURE, FEWEST_TURNS);
    }

    private static Best turns(Pair pair, String what, Duration atMost, int atLeast) {
        long ours = Long.MAX_VALUE;
        long theirs = Long.MAX_VALUE;
        long start = System.nanoTime();
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            if (turn >= atLeast && System.nanoTime() - start > atMost.toNanos()) {
                break;
            }
            progress(pair.key() + ": " + what + ", turn " + (turn + 1));
            long before = THREADS.getCurrentThreadCpuTime();
            long ourResult = pair.ours().run();
            long between = THREADS.getCurrentThreadCpuTime();
            long theirResult = pair.theirs().run();
            long after = THREADS.getCurrentThreadCpuTime();
            if (ourResult != theirResult) {
                throw new IllegalStateException(
                        pair.key() + " compares different work: " + ourResult + " and " + theirResult);
            }
            ours = Math.min(ours, between - before);
            theirs = Math.min(theirs, after - between);
        }
        return new Best(ours, theirs);
    }

    private static void print(Pair pair, Best best) {
        progress("");
        line(pair.key(), pair.theirs(best.theirs) / pair.ours(best.ours), "%s %.2f");
        line(pair.key() + ".ours_ns", pair.ours(best.ours), "%s %.1f");
        line(pair.key() + ".theirs_ns", pair.theirs(best.theirs), "%s %.1f");
    }

    private static void line(String key, double value, String format) {
        System.out.println(String.format(Locale.ROOT, format, key, value));
    }

    /** Overwrites the last line of a terminal; says nothing where nobody watches. */
    private static void progress(String what) {
        if (Boolean.getBoolean("metrify.terminal")) {
            System.err.printf(Locale.ROOT, "\r\033[K%s", what);
        }
    }
}
