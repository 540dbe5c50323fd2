package io.metrify.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.meter.MeterReading;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.generic.GenericRecord;

class MeterReadingCodecProperties {

    private final MeterReadingCodec codec = AvroCodec.meterReading();

    @Provide
    Arbitrary<MeterReading> readings() {
        return Readings.meterReadings();
    }

    @Property(tries = 5_000)
    void writesTheSameBytesAsAvro(@ForAll("readings") MeterReading reading) {
        assertThat(codec.encode(reading)).isEqualTo(AvroItself.write(reading));
    }

    @Property
    void writesTheSameBytesIntoAnArrayOfTheCaller(@ForAll("readings") MeterReading reading) {
        byte[] buffer = new byte[7 + MeterReadingCodec.MAX_ENCODED_BYTES];
        Arrays.fill(buffer, (byte) 0x55);
        int length = codec.encode(reading, buffer, 7);
        assertThat(Arrays.copyOfRange(buffer, 7, 7 + length)).isEqualTo(codec.encode(reading));
        assertThat(Arrays.copyOf(buffer, 7)).containsOnly(0x55);
    }

    @Property(tries = 2_000)
    void readsBackWhatItWrote(@ForAll("readings") MeterReading reading) {
        assertThat(codec.decode(codec.encode(reading))).isEqualTo(reading);
    }

    @Property
    void readsARangeInsideALargerArray(@ForAll("readings") MeterReading reading) {
        byte[] bytes = codec.encode(reading);
        byte[] larger = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, larger, 9, bytes.length);
        assertThat(codec.decode(larger, 9, 9 + bytes.length)).isEqualTo(reading);
    }

    @Property
    void readsBackThroughGenericRecords(@ForAll("readings") MeterReading reading) {
        assertThat(codec.resolving(codec.schema()).decode(codec.encode(reading)))
                .isEqualTo(reading);
    }

    @Property
    void refusesEveryProperPrefix(@ForAll("readings") MeterReading reading) {
        byte[] bytes = codec.encode(reading);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(tryDecode(codec, Arrays.copyOf(bytes, length))).isInstanceOf(MalformedRecordException.class);
        }
    }

    /** The hand-written reader, and Avro's with the same model behind it, agree on every mutation. */
    @Property(tries = 20_000)
    void agreesWithAvroOnMutatedBytes(@ForAll("readings") MeterReading reading, @ForAll long seed) {
        byte[] mutated = Mutation.of(codec.encode(reading), new Random(seed));
        Object byHand = tryDecode(codec, mutated);
        Object resolved = tryDecode(codec.resolving(codec.schema()), mutated);
        assertThat(byHand.getClass()).isEqualTo(resolved.getClass());
        if (byHand instanceof MalformedRecordException mine && resolved instanceof MalformedRecordException other) {
            // Range checks come at once here and after the whole record there; structure is reported alike.
            assertThat(mine.path().isEmpty() || codec.schema().getField(mine.path()) != null)
                    .isTrue();
            assertThat(other.path().isEmpty() || codec.schema().getField(other.path()) != null)
                    .isTrue();
        } else {
            assertThat(byHand).isEqualTo(resolved);
        }
        GenericRecord avro = tryAvro(mutated);
        if (byHand instanceof MeterReading) {
            assertThat(avro).isNotNull();
        }
        if (avro == null) {
            assertThat(byHand).isInstanceOf(MalformedRecordException.class);
        } else if (byHand instanceof MalformedRecordException) {
            // What Avro reads and the codec does not, the model refuses, or it is text that is no UTF-8.
            assertThat(isMalformedText(avro) || tryModel(avro) instanceof MalformedRecordException)
                    .isTrue();
        } else {
            assertThat(byHand).isEqualTo(MeterRecords.readMeterReading(new FieldReader(avro)));
        }
    }

    @Property(tries = 5_000)
    void answersNoiseWithAReadingOrAMalformedRecord(@ForAll byte[] noise) {
        assertThat(tryDecode(codec, noise)).isInstanceOfAny(MeterReading.class, MalformedRecordException.class);
    }

    private static Object tryDecode(AvroDecoder<MeterReading> decoder, byte[] bytes) {
        try {
            return decoder.decode(bytes);
        } catch (MalformedRecordException malformed) {
            return malformed;
        }
    }

    private static Object tryModel(GenericRecord record) {
        try {
            return MeterRecords.readMeterReading(new FieldReader(record));
        } catch (MalformedRecordException malformed) {
            return malformed;
        }
    }

    private GenericRecord tryAvro(byte[] bytes) {
        try {
            return AvroItself.read(codec.schema(), bytes);
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    private static boolean isMalformedText(GenericRecord record) {
        String texts = record.get("meter_id") + "" + record.get("obis_code");
        return texts.indexOf('\uFFFD') >= 0;
    }
}
