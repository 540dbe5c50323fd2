package io.metrify.samples.pipeline;

import io.metrify.model.Interval;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.MeterRules;
import io.metrify.validation.RuleSet;
import io.metrify.validation.series.SeriesRules;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the readings of a run come from. The same input always publishes the same sequence of records. */
interface Input {

    /** A name that is the same for the same input and another for any other; fit for a topic name. */
    String id();

    /** The input in words. */
    String description();

    /** The market whose days and hours are meant. */
    MarketCalendar calendar();

    /** What is known of the meters. */
    MeterDirectory directory();

    /** The meters themselves. */
    Stream<Meter> meters();

    /** What its readings must satisfy. */
    default RuleSet<MeterReading> rules() {
        return MeterRules.standard();
    }

    /** What its series must satisfy. */
    default SeriesRules seriesRules() {
        return SeriesRules.standard();
    }

    /** The time in which its meters should deliver, or empty for from the first to the end of the last accepted reading. */
    default Optional<Interval> window() {
        return Optional.empty();
    }

    /** What time it is for rules about the future: now for real data, the end of the simulation for a simulated fleet. */
    InstantSource clock();

    /** How far back redeliveries are recognised. */
    Duration redeliveryWindow();

    /** How many accepted readings there would be if nothing went wrong, or -1 if that is not known. */
    long expectedReadings();

    /** Publishes all records from the first one on, until done or the publication is stopped. */
    void publish(Publication publication);
}
