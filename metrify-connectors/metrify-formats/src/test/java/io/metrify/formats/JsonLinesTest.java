package io.metrify.formats;

import static io.metrify.formats.Fixtures.bytes;
import static io.metrify.formats.Fixtures.gzip;
import static io.metrify.formats.Fixtures.join;
import static io.metrify.formats.Fixtures.malformed;
import static io.metrify.formats.Fixtures.parsed;
import static io.metrify.formats.Fixtures.read;
import static io.metrify.formats.Fixtures.readings;
import static org.assertj.core.api.Assertions.assertThat;

import io.metrify.json.MeterReadingJson;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.meter.MeterReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private static final ReadingFormat FORMAT = ReadingFormat.named("jsonl");
    private static final MeterReading READING = MeterReading.of(
            "meter-1",
            Interval.of(Instant.parse("2025-10-26T00:00:00Z"), Duration.ofMinutes(15)),
            Energy.parse("0.123456"));
    private static final byte[] DOCUMENT = MeterReadingJson.write(READING);

    @Test
    void readsOneReadingPerLineFromTheFirst() {
        List<FileRecord> records = read(FORMAT, join(DOCUMENT, bytes("\n\n"), DOCUMENT));

        assertThat(records).extracting(record -> record.origin().position()).containsExactly(1L, 3L);
        assertThat(records)
                .allSatisfy(record -> assertThat(parsed(record).reading()).isEqualTo(READING));
        assertThat(records.get(0).bytes()).isEqualTo(DOCUMENT);
    }

    @Test
    void reportsWhatIsNoReadingAndGoesOn() {
        List<FileRecord> records = read(
                FORMAT, join(bytes("{\n{\"meter_id\":7}\n\u0000\n\"\n"), new byte[] {(byte) 0xfc, '\n'}, DOCUMENT));

        assertThat(records).hasSize(6);
        assertThat(malformed(records))
                .hasSize(5)
                .allSatisfy(record -> assertThat(record.reason())
                        .startsWith("line " + record.origin().position() + ": "));
        assertThat(malformed(records.get(1)).path()).contains("meter_id");
    }

    @Test
    void reportsALineThatIsTooLongAndAFileThatIsCutOff() {
        byte[] spaces = new byte[2_000_000];
        Arrays.fill(spaces, (byte) ' ');
        byte[] file = gzip(join(spaces, bytes("\n"), DOCUMENT, bytes("\n")));

        List<FileRecord> records = read(FORMAT, Arrays.copyOf(file, file.length - 4));

        assertThat(malformed(records.get(0)).reason()).contains("2000000 bytes");
        assertThat(readings(records)).hasSize(1);
        assertThat(malformed(records.get(2)).reason()).contains("cut off");
    }
}
