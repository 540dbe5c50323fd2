package io.metrify.samples.pipeline;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import io.metrify.validation.MeterDirectory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** An input that somebody interrupts as soon as something has happened. */
final class InterruptedInput implements Input {

    private final Input input;
    private final BooleanSupplier happened;
    private volatile Runnable interrupt = () -> {};

    InterruptedInput(Input input, BooleanSupplier happened) {
        this.input = input;
        this.happened = happened;
    }

    void onInterrupt(Runnable newInterrupt) {
        interrupt = newInterrupt;
    }

    @Override
    public void publish(Publication publication) {
        Thread watcher = new Thread(() -> {
            while (!happened.getAsBoolean()) {
                Thread.onSpinWait();
            }
            interrupt.run();
        });
        watcher.start();
        input.publish(publication);
    }

    @Override
    public String id() {
        return input.id();
    }

    @Override
    public String description() {
        return input.description();
    }

    @Override
    public MarketCalendar calendar() {
        return input.calendar();
    }

    @Override
    public MeterDirectory directory() {
        return input.directory();
    }

    @Override
    public Stream<Meter> meters() {
        return input.meters();
    }

    @Override
    public Optional<Interval> window() {
        return input.window();
    }

    @Override
    public InstantSource clock() {
        return input.clock();
    }

    @Override
    public Duration redeliveryWindow() {
        return input.redeliveryWindow();
    }

    @Override
    public long expectedReadings() {
        return input.expectedReadings();
    }
}
