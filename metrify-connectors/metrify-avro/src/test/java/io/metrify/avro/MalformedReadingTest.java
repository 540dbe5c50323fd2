package io.metrify.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import io.metrify.model.WireTime;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused, where the path points and what the reason says. */
class MalformedReadingTest {

    private final MeterReadingCodec codec = AvroCodec.meterReading();
    private final Fields fields = new Fields();

    /** The fields of a plain reading, each as bytes of its own. */
    private static final class Fields {
        private byte[] id;
        private byte[] obis = {0};
        private byte[] timestamp = {0};
        private byte[] seconds;
        private byte[] consumption = {0};
        private final byte[][] doubles = new byte[7][];
        private byte[] code = {0};
        private byte[] method = {0};
        private byte[] tail = {};

        byte[] bytes() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (byte[] part : new byte[][] {id, obis, timestamp, seconds, consumption}) {
                out.writeBytes(part);
            }
            for (int i = 0; i < 6; i++) {
                out.writeBytes(doubles[i]);
            }
            out.writeBytes(code);
            out.writeBytes(method);
            out.writeBytes(doubles[6]);
            out.writeBytes(tail);
            return out.toByteArray();
        }
    }

    private interface Writing {
        void to(BinaryEncoder encoder) throws IOException;
    }

    private static byte[] avro(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writing.to(encoder);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    @BeforeEach
    void plainReading() {
        fields.id = avro(to -> to.writeString("m1"));
        fields.seconds = avro(to -> to.writeInt(900));
        Arrays.fill(fields.doubles, new byte[] {0});
    }

    private MeterReading decode() {
        return codec.decode(fields.bytes());
    }

    private void refuses(String path, String reason) {
        MalformedRecordException refused = catchThrowableOfType(MalformedRecordException.class, this::decode);
        assertThat(refused).isNotNull();
        assertThat(refused.path()).isEqualTo(path);
        assertThat(refused.reason()).contains(reason);
        assertThat(refused.getStackTrace()).isEmpty();
        assertThatThrownBy(() -> codec.resolving(codec.schema()).decode(fields.bytes()))
                .isInstanceOfSatisfying(
                        MalformedRecordException.class,
                        resolved -> assertThat(resolved.path()).isEqualTo(path));
    }

    @Test
    void acceptsThePlainReading() {
        assertThat(decode().meterId()).isEqualTo("m1");
        assertThat(decode().register()).isEqualTo(ObisCode.IMPORT_PROFILE);
    }

    @Test
    void refusesABlankId() {
        fields.id = avro(to -> to.writeString("  "));
        refuses("meter_id", "blank");
    }

    @Test
    void refusesAnEmptyId() {
        fields.id = avro(to -> to.writeString(""));
        refuses("meter_id", "blank");
    }

    @Test
    void refusesAnIdWithAControlCharacter() {
        fields.id = avro(to -> to.writeString("m\n1"));
        refuses("meter_id", "control character");
    }

    @Test
    void refusesAnIdThatIsNoUtf8() {
        fields.id = avro(to -> to.writeBytes(new byte[] {'m', (byte) 0xC3, '1'}));
        refuses("meter_id", "not well-formed UTF-8");
    }

    @Test
    void refusesAnOverlongFormOfACharacter() {
        fields.id = avro(to -> to.writeBytes(new byte[] {(byte) 0xC1, (byte) 0x81}));
        refuses("meter_id", "not well-formed UTF-8");
    }

    @Test
    void acceptsTheReplacementCharacterWrittenOnPurpose() {
        fields.id = avro(to -> to.writeBytes("m\uFFFD".getBytes(UTF_8)));
        assertThat(decode().meterId()).isEqualTo("m\uFFFD");
    }

    @Test
    void refusesALengthBeyondTheRecord() {
        fields.id = avro(to -> to.writeLong(2_000_000_000));
        refuses("meter_id", "a length of 2000000000 bytes");
    }

    @Test
    void refusesALengthBeyondAnInt() {
        fields.id = avro(to -> to.writeLong(1L << 40));
        refuses("meter_id", "a length of 1099511627776 bytes");
    }

    @Test
    void refusesANegativeLength() {
        fields.id = avro(to -> to.writeLong(-1));
        refuses("meter_id", "a length of -1 bytes");
    }

    @Test
    void acceptsALengthWrittenLongerThanNecessary() {
        fields.id = new byte[] {(byte) 0x84, (byte) 0x80, 0, 'm', '2'};
        assertThat(decode().meterId()).isEqualTo("m2");
    }

    @Test
    void acceptsTheImpliedRegisterWrittenOut() {
        fields.obis = avro(to -> {
            to.writeIndex(1);
            to.writeString("1-0:1.29.0*255");
        });
        assertThat(decode().register()).isEqualTo(ObisCode.IMPORT_PROFILE);
    }

    @Test
    void refusesSomethingThatIsNoObisCode() {
        fields.obis = avro(to -> {
            to.writeIndex(1);
            to.writeString("1-0:1.299.0");
        });
        refuses("obis_code", "is not an OBIS code");
    }

    @Test
    void refusesABranchThatDoesNotExist() {
        fields.obis = avro(to -> to.writeIndex(2));
        refuses("obis_code", "2");
    }

    @Test
    void acceptsABranchWrittenLongerThanNecessary() {
        fields.obis = new byte[] {(byte) 0x80, 0};
        assertThat(decode().register()).isEqualTo(ObisCode.IMPORT_PROFILE);
    }

    @Test
    void refusesATimeBeforeTheFirstYear() {
        fields.timestamp = avro(to -> to.writeLong(WireTime.MIN_EPOCH_MILLI - 1));
        refuses("timestamp", "outside the years 0001 to 9999");
    }

    @Test
    void refusesATimeAfterTheLastYear() {
        fields.timestamp = avro(to -> to.writeLong(WireTime.MAX_EPOCH_MILLI + 1));
        refuses("timestamp", "outside the years 0001 to 9999");
    }

    @Test
    void refusesALongOfElevenBytes() {
        fields.timestamp = new byte[11];
        Arrays.fill(fields.timestamp, (byte) 0x80);
        refuses("timestamp", "more than 10 bytes");
    }

    @Test
    void refusesAnIntervalOfNoLength() {
        fields.seconds = avro(to -> to.writeInt(0));
        refuses("interval_seconds", "positive");
    }

    @Test
    void refusesANegativeInterval() {
        fields.seconds = avro(to -> to.writeInt(Integer.MIN_VALUE));
        refuses("interval_seconds", "positive");
    }

    @Test
    void refusesAnIntOfSixBytes() {
        fields.seconds = new byte[] {-1, -1, -1, -1, -1, 0};
        refuses("interval_seconds", "more than 5 bytes");
    }

    @Test
    void acceptsADecimalWrittenLongerThanNecessary() {
        byte[] padded = new byte[100];
        Arrays.fill(padded, (byte) -1);
        padded[99] = -5;
        fields.consumption = decimal(padded);
        assertThat(decode().consumption()).isEqualTo(Energy.ofMilliwattHours(-5));
    }

    @Test
    void acceptsTheLargestDecimal() {
        fields.consumption =
                decimal(BigInteger.valueOf(Energy.MAX_MILLIWATT_HOURS).toByteArray());
        assertThat(decode().consumption()).isEqualTo(Energy.ofMilliwattHours(Energy.MAX_MILLIWATT_HOURS));
    }

    @Test
    void refusesADecimalOfNineteenDigits() {
        fields.consumption =
                decimal(BigInteger.valueOf(Energy.MAX_MILLIWATT_HOURS + 1).toByteArray());
        refuses("consumption_kwh", "outside the range of DECIMAL(18,6)");
    }

    @Test
    void refusesADecimalOfMoreThanALong() {
        fields.consumption = decimal(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0});
        refuses("consumption_kwh", "outside the range of DECIMAL(18,6)");
    }

    @Test
    void refusesADecimalOfNoBytes() {
        fields.consumption = decimal(new byte[0]);
        refuses("consumption_kwh", "no number");
    }

    @Test
    void refusesNaNAndInfinity() {
        String[] names = {
            "voltage", "current", "power_factor", "frequency", "temperature", "humidity", "data_quality_score"
        };
        for (int i = 0; i < names.length; i++) {
            for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                fields.doubles[i] = number(value);
                refuses(names[i], "is no measurement");
            }
            fields.doubles[i] = new byte[] {0};
        }
    }

    @Test
    void refusesAScoreAboveOne() {
        fields.doubles[6] = number(1.0000001);
        refuses("data_quality_score", "outside [0, 1]");
    }

    @Test
    void refusesASymbolThatDoesNotExist() {
        fields.code = new byte[] {2, 16};
        refuses("quality_code", "8");
        fields.code = new byte[] {2, 1};
        refuses("quality_code", "-1");
    }

    @Test
    void acceptsTheImpliedCodeWrittenOut() {
        fields.code = new byte[] {2, 2};
        fields.method = new byte[] {2, 0};
        assertThat(decode().quality()).isEqualTo(ReadingQuality.AS_PROVIDED);
    }

    @Test
    void refusesBytesAfterTheReading() {
        fields.tail = new byte[] {0, 0};
        refuses("", "2 bytes follow the end of the record");
    }

    @Test
    void namesTheFieldInsideWhichTheRecordEnds() {
        byte[] bytes = codec.encode(Readings.HOUSEHOLD);
        assertThatThrownBy(() -> codec.decode(bytes, 0, 10))
                .isInstanceOfSatisfying(
                        MalformedRecordException.class,
                        refused -> assertThat(refused.path()).isEqualTo("timestamp"));
    }

    @Test
    void refusesARangeOutsideTheArray() {
        assertThatThrownBy(() -> codec.decode(new byte[3], 1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesABufferWithoutRoom() {
        assertThatThrownBy(() -> codec.encode(Readings.HOUSEHOLD, new byte[511], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave 512 bytes");
        assertThatThrownBy(() -> codec.encode(Readings.HOUSEHOLD, new byte[600], -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] decimal(byte[] unscaled) {
        return avro(to -> {
            to.writeIndex(1);
            to.writeBytes(unscaled);
        });
    }

    private static byte[] number(double value) {
        return avro(to -> {
            to.writeIndex(1);
            to.writeDouble(value);
        });
    }
}
