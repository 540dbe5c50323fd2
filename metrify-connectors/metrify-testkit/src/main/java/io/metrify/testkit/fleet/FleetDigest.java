package io.metrify.testkit.fleet;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * What a stream of readings comes down to: how many, how much energy, and digests of their canonical bytes, by which
 * two streams are compared without keeping either.
 *
 * <p>The canonical bytes of a reading are, big-endian: the length of the meter id (2 bytes) and the id in UTF-8; the six
 * groups of the OBIS code; start in milliseconds since 1970-01-01T00:00:00Z (8 bytes) and length in seconds (4); energy
 * in mWh (8, the smallest long for none); voltage, current, power factor, frequency, temperature and humidity in
 * thousandths, rounded (4 each, the smallest int for not measured); the {@link String#hashCode} of the
 * name of the quality code (4).
 *
 * @param readings the number of readings
 * @param energy the exact sum of their energies over all registers
 * @param sha256 SHA-256 over the canonical bytes in the order of the stream, hexadecimal
 * @param unordered a digest that does not depend on the order: the sum of a 64-bit hash of each reading's canonical
 *     bytes, hexadecimal
 */
public record FleetDigest(long readings, Energy energy, String sha256, String unordered) {

    private static final int LONGEST_BYTES = 512;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long PRIME = 0x9e3779b97f4a7c15L;

    /**
     * Reads a stream to its end.
     *
     * @param readings the readings; read in their order, whether the stream is parallel or not
     * @return what it comes down to; of an empty stream, no energy and the digest of nothing
     */
    public static FleetDigest of(Stream<MeterReading> readings) {
        Sum sum = new Sum();
        readings.forEachOrdered(sum::add);
        return sum.toDigest();
    }

    /** Adds up readings as they come. */
    private static final class Sum {

        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        private final MessageDigest sha256 = sha256();
        private long readings;
        private long milliwattHours;
        private long unordered;

        void add(MeterReading reading) {
            if (buffer.remaining() < LONGEST_BYTES) {
                flush();
            }
            int start = buffer.position();
            write(reading);
            unordered += hash(start, buffer.position());
            readings++;
            Energy energy = reading.consumption();
            if (energy != null) {
                milliwattHours = Math.addExact(milliwattHours, energy.milliwattHours());
            }
        }

        FleetDigest toDigest() {
            flush();
            return new FleetDigest(
                    readings,
                    Energy.ofMilliwattHours(milliwattHours),
                    HexFormat.of().formatHex(sha256.digest()),
                    HexFormat.of().toHexDigits(unordered));
        }

        private void write(MeterReading reading) {
            byte[] id = reading.meterId().getBytes(StandardCharsets.UTF_8);
            buffer.putShort((short) id.length).put(id);
            ObisCode register = reading.register();
            buffer.put((byte) register.a()).put((byte) register.b()).put((byte) register.c());
            buffer.put((byte) register.d()).put((byte) register.e()).put((byte) register.f());
            buffer.putLong(reading.timestamp().toEpochMilli()).putInt(reading.intervalSeconds());
            Energy energy = reading.consumption();
            buffer.putLong(energy == null ? Long.MIN_VALUE : energy.milliwattHours());
            putThousandths(reading.electrical().voltage());
            putThousandths(reading.electrical().current());
            putThousandths(reading.electrical().powerFactor());
            putThousandths(reading.electrical().frequency());
            putThousandths(reading.ambient().temperature());
            putThousandths(reading.ambient().humidity());
            buffer.putInt(reading.quality().code().name().hashCode());
        }

        private void putThousandths(double value) {
            buffer.putInt(Double.isNaN(value) ? Integer.MIN_VALUE : (int) Math.rint(value * 1_000));
        }

        private long hash(int from, int to) {
            long hash = (long) to - from;
            int at = from;
            for (; at + 8 <= to; at += 8) {
                hash = stir(hash ^ buffer.getLong(at));
            }
            for (; at < to; at++) {
                hash = stir(hash ^ buffer.get(at));
            }
            return hash;
        }

        private static long stir(long bits) {
            long product = bits * PRIME;
            return product ^ (product >>> 32);
        }

        private void flush() {
            sha256.update(buffer.flip());
            buffer.clear();
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException("every Java platform has SHA-256, but this one has not", missing);
            }
        }
    }
}
