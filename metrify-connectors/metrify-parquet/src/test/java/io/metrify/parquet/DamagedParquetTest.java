package io.metrify.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.meter.MeterReading;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DamagedParquetTest {

    private static final List<MeterReading> READINGS = Readings.mixed(500);
    private static final byte[] FILE = ReadingParquet.encode(READINGS);

    @Test
    void refusesNothing() {
        assertMalformed(new byte[0]);
    }

    @Test
    void refusesText() {
        assertMalformed("meter_id,timestamp\nDE-1,2026\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesTheMagicAlone() {
        assertMalformed("PAR1PAR1".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesAFooterLongerThanTheFile() {
        byte[] file = FILE.clone();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 8, Integer.MAX_VALUE);
        assertMalformed(file);
    }

    @Test
    void refusesANegativeFooterLength() {
        byte[] file = FILE.clone();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 8, -1);
        assertMalformed(file);
    }

    @Test
    void refusesEveryTruncation() {
        for (int length = 1; length < FILE.length; length += 7) {
            assertMalformed(Arrays.copyOf(FILE, length));
        }
    }

    @Test
    void refusesAFileWhoseMiddleIsMissing() {
        byte[] file = new byte[FILE.length - 100];
        System.arraycopy(FILE, 0, file, 0, 1_000);
        System.arraycopy(FILE, 1_100, file, 1_000, FILE.length - 1_100);
        assertMalformed(file);
    }

    @Test
    void neverMistakesAFlippedBitOfAPageForAReading() {
        Random random = new Random(7);
        int footer = ByteBuffer.wrap(FILE).order(ByteOrder.LITTLE_ENDIAN).getInt(FILE.length - 8) + 8;
        for (int i = 0; i < 1_000; i++) {
            byte[] file = FILE.clone();
            file[4 + random.nextInt(file.length - footer - 4)] ^= (byte) (1 << random.nextInt(8));
            assertReadOrMalformed(file, true);
        }
    }

    @Test
    void endsInASentenceWhateverByteOfTheFooterIsWrong() {
        Random random = new Random(8);
        int footer = ByteBuffer.wrap(FILE).order(ByteOrder.LITTLE_ENDIAN).getInt(FILE.length - 8) + 8;
        for (int i = 0; i < 1_000; i++) {
            byte[] file = FILE.clone();
            file[file.length - 1 - random.nextInt(footer)] = (byte) random.nextInt(256);
            assertReadOrMalformed(file, false);
        }
    }

    private static void assertMalformed(byte[] file) {
        assertThatThrownBy(() -> ReadingParquet.decode(file))
                .isInstanceOfSatisfying(
                        MalformedRecordException.class,
                        malformed -> assertThat(malformed.reason()).isNotBlank());
    }

    private static void assertReadOrMalformed(byte[] file, boolean faithful) {
        List<MeterReading> read;
        try {
            read = ReadingParquet.decode(file);
        } catch (MalformedRecordException malformed) {
            assertThat(malformed.reason()).isNotBlank();
            return;
        }
        if (faithful) {
            assertThat(read).isEqualTo(READINGS);
        }
    }
}
