package io.metrify.samples.chaos;

import io.metrify.testkit.server.FaultyProxy.Fault;
import io.metrify.testkit.server.FaultyProxy.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A store that is well for a while and ill for a while, each time with another illness. */
final class StoreWeather implements Faults {

    private static final long PERIOD_NANOS = Duration.ofSeconds(2).toNanos();
    private static final List<Fault> ILLNESSES = List.of(
            Fault.status(500, "InternalError"),
            Fault.status(503, "SlowDown"),
            Fault.delay(Duration.ofMillis(700)),
            Fault.RESET,
            Fault.LOSE_ANSWER);

    private final long seed;
    private final long begin = System.nanoTime();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();

    StoreWeather(long seed) {
        this.seed = seed;
    }

    /** Every third period is ill, and then two of three requests are. */
    @Override
    public Fault of(String requestLine) {
        long period = (System.nanoTime() - begin) / PERIOD_NANOS;
        long request = requests.incrementAndGet();
        if (period % 3 != 1 || new Random(seed + 31 * period + request).nextInt(3) == 0) {
            return Fault.NONE;
        }
        faults.incrementAndGet();
        return ILLNESSES.get(Math.floorMod(seed + period / 3, ILLNESSES.size()));
    }

    long faults() {
        return faults.get();
    }
}
