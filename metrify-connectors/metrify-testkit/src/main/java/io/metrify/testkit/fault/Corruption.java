package io.metrify.testkit.fault;

import io.metrify.model.meter.MeterReading;
import io.metrify.testkit.random.CounterRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Damage to encoded readings, so that they cannot be decoded: a record cut off before its end, its first bytes
 * overwritten with 0xFF (no UTF-8, no variable-length integer, no magic byte), or nothing left of it. Which record is
 * damaged, and how, is a function of the seed and the reading. Immutable and safe for use by several threads.
 *
 * <p>A format that tolerates records shorter than written, such as delimited text, may still decode a cut one.
 */
public final class Corruption {

    private static final int OVERWRITTEN = 16;
    private static final byte GARBAGE = (byte) 0xff;

    private final double rate;
    private final long key;

    private Corruption(double rate, long seed) {
        this.rate = rate;
        this.key = CounterRandom.key(seed, "corruption");
    }

    /**
     * Damage to some records.
     *
     * @param rate the probability that a record is damaged, 0 to 1
     * @param seed any number
     * @return the damage
     */
    public static Corruption of(double rate, long seed) {
        if (!(rate >= 0) || !(rate <= 1)) {
            throw new IllegalArgumentException("the rate " + rate + " is no probability; it is 0 to 1");
        }
        return new Corruption(rate, seed);
    }

    /**
     * Damages an encoded reading, or leaves it alone.
     *
     * @param reading the reading; a redelivered one fares like the first
     * @param encoded its bytes, which are not changed
     * @param truth told of the damage, as {@link FaultKind#UNDECODABLE} without an injected value
     * @return the same array if the record stays as it is, otherwise another one
     */
    public byte[] apply(MeterReading reading, byte[] encoded, Consumer<? super InjectedFault> truth) {
        Objects.requireNonNull(truth, "truth");
        long meter = CounterRandom.key(key, reading.meterId());
        long register = CounterRandom.key(meter, reading.register().c());
        long bits = CounterRandom.at(register, reading.timestamp().toEpochMilli());
        if (encoded.length == 0 || CounterRandom.unit(bits) >= rate) {
            return encoded;
        }
        truth.accept(new InjectedFault(
                FaultKind.UNDECODABLE,
                reading.meterId(),
                reading.register(),
                reading.interval(),
                reading.interval(),
                reading.consumption(),
                null,
                null));
        return damaged(encoded, CounterRandom.key(bits, 1));
    }

    private static byte[] damaged(byte[] encoded, long bits) {
        int way = CounterRandom.below(bits, 8);
        if (way == 0) {
            return new byte[0];
        }
        if (way < 5) {
            return Arrays.copyOf(encoded, CounterRandom.below(CounterRandom.at(bits, 1), encoded.length));
        }
        byte[] damaged = encoded.clone();
        Arrays.fill(damaged, 0, Math.min(OVERWRITTEN, damaged.length), GARBAGE);
        return damaged;
    }
}
