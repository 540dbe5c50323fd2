package io.metrify.samples.chaos;

import io.metrify.connector.api.Ledger;
import io.metrify.connector.api.SinkException;
import io.metrify.connector.kafka.KafkaPublisher;
import io.metrify.model.MetrifyException;
import io.metrify.samples.chaos.WorkerSettings.Target;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** Publishes, lets a crew store, disturbs it at moments spread over the whole work, and counts when all is stored. */
final class Campaign {

    private static final long LOOK_MILLIS = 200;
    private static final long STUCK_NANOS = Duration.ofMinutes(3).toNanos();

    private final Scenario scenario;
    private final Servers servers;
    private final WorkerSettings settings;
    private final TestRecords records;
    private final Consumer<String> log;
    private final List<Disturbance> done = new ArrayList<>();

    Campaign(Scenario scenario, Servers servers, Target target, Consumer<String> log) {
        this.scenario = scenario;
        this.servers = servers;
        this.settings = servers.settings(target, scenario);
        this.records = new TestRecords(scenario.readings());
        this.log = log;
    }

    private enum Disturbance {
        KILL,
        RESTART_BROKER,
        RESTART_DATABASE
    }

    private record Due(double share, Disturbance disturbance) {}

    /**
     * Runs it.
     *
     * @return whether all was exact
     */
    boolean run() {
        publish();
        int giveUps;
        long began = System.nanoTime();
        try (Ledger ledger = Pipelines.ledger(settings);
                Crew crew = new Crew(settings, scenario)) {
            disturbUntilStored(crew, ledger);
            giveUps = crew.giveUps();
        }
        log.accept(String.format(
                Locale.ROOT,
                "%s: stored in %,.1f s; %d workers killed, %d gave up and came back, broker restarted %d times, database"
                        + " %d times, %,d requests to the store answered badly",
                settings.target(),
                (System.nanoTime() - began) / 1e9,
                count(Disturbance.KILL),
                giveUps,
                count(Disturbance.RESTART_BROKER),
                count(Disturbance.RESTART_DATABASE),
                servers.storeFaults()));
        return new Count(servers.undisturbed(settings), records, log).isExact();
    }

    private void publish() {
        try (KafkaPublisher publisher = new KafkaPublisher(Pipelines.kafka(settings), settings.topic())) {
            records.publish(publisher);
            publisher.finish();
        }
        log.accept(String.format(Locale.ROOT, "%s: published %,d records", settings.target(), records.published()));
    }

    private void disturbUntilStored(Crew crew, Ledger ledger) {
        Deque<Due> due = schedule();
        long stored = 0;
        long movedNanos = System.nanoTime();
        while (stored < records.published()) {
            sleep();
            crew.tend();
            long now = stored(ledger);
            if (now > stored) {
                stored = now;
                movedNanos = System.nanoTime();
            }
            if (System.nanoTime() - movedNanos > STUCK_NANOS) {
                throw new MetrifyException("nothing was stored for three minutes after " + stored + " of "
                        + records.published() + " records; see the workers' logs in " + scenario.directory());
            }
            if (!due.isEmpty() && stored >= due.peek().share() * records.published()) {
                disturb(due.pop().disturbance(), crew);
            }
        }
        // What is left was due when the last batches came; killing is as good then.
        while (!due.isEmpty()) {
            disturb(due.pop().disturbance(), crew);
            crew.tend();
        }
    }

    private Deque<Due> schedule() {
        Random random = new Random(scenario.seed());
        List<Due> due = new ArrayList<>();
        add(due, Disturbance.KILL, scenario.kills(), random);
        add(due, Disturbance.RESTART_BROKER, scenario.brokerRestarts(), random);
        if (settings.target() == Target.STORES) {
            add(due, Disturbance.RESTART_DATABASE, scenario.databaseRestarts(), random);
        }
        due.sort((one, other) -> Double.compare(one.share(), other.share()));
        return new ArrayDeque<>(due);
    }

    private static void add(List<Due> due, Disturbance disturbance, int times, Random random) {
        for (int i = 0; i < times; i++) {
            due.add(new Due((i + random.nextDouble()) / times * 0.95, disturbance));
        }
    }

    private void disturb(Disturbance disturbance, Crew crew) {
        switch (disturbance) {
            case KILL -> crew.kill();
            case RESTART_BROKER -> servers.restartBroker();
            case RESTART_DATABASE -> servers.restartDatabase();
        }
        done.add(disturbance);
    }

    private long count(Disturbance disturbance) {
        return done.stream().filter(one -> one == disturbance).count();
    }

    /** How many records the ledger has; 0 while it cannot be asked. */
    private static long stored(Ledger ledger) {
        try {
            return ledger.load().counts().read();
        } catch (SinkException away) {
            return 0;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MetrifyException("the campaign was interrupted", e);
        }
    }
}
