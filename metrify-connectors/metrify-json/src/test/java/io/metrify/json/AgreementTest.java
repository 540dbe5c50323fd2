package io.metrify.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.meter.MeterReading;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hot codec, the databind codec and a plain mapper with the module judge a corpus of spoilt documents alike. */
class AgreementTest {

    private static final JsonCodec<MeterReading> DATABIND = JsonCodec.of(MeterReading.class);

    private static final ObjectMapper PLAIN = JsonMapper.builder()
            .addModule(new MetrifyModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> SEEDS = List.of(
            "{\"meter_id\":\"DE-0001\",\"timestamp\":\"2026-03-29T00:00:00Z\",\"interval_seconds\":900,"
                    + "\"consumption_kwh\":0.25,\"voltage\":230.1,\"current\":1.087,\"power_factor\":0.98,"
                    + "\"frequency\":50.01,\"temperature\":-3.5,\"humidity\":71.0,\"data_quality_score\":0.987}",
            "{\"data_quality_score\":1.0,\"quality_method\":\"HOLD\",\"quality_code\":\"ESTIMATED\",\"humidity\":71,"
                    + "\"consumption_kwh\":-123456789012.123456,\"interval_seconds\":3600,"
                    + "\"timestamp\":\"2024-02-29T23:59:59.999Z\",\"obis_code\":\"1-0:2.29.0*1\",\"meter_id\":\"x\"}",
            "{ \"meter_id\" : \"a b\" ,\n\t\"timestamp\":\"1999-12-31T23:45:00Z\" , \"interval_seconds\":1,\r\n"
                    + "\"consumption_kwh\":null,\"voltage\":null,\"meter_type\":\"HOUSEHOLD\",\"n\":-0.5,\"t\":true }",
            "{\"meter_id\":\"Zähler 😀\",\"timestamp\":\"2026-03-29T02:00:00+02:00\",\"interval_seconds\":900,"
                    + "\"consumption_kwh\":\"1e-3\",\"extra\":{\"a\":[1,{\"b\":null}]},\"voltage\":2.301E2}");

    private static final String[] TOKENS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "null",
        "true",
        "false",
        "nul",
        "NaN",
        "Infinity",
        "-Infinity",
        "0",
        "-0",
        "-0.0",
        "00",
        "01",
        "+1",
        "-",
        ".5",
        "1.",
        "1e5",
        "1E+2",
        "1e",
        "1e-3",
        "1e999999",
        "1e-999999",
        "0e0",
        "9007199254740993",
        "123456789012345678901234567890",
        "0.1234567",
        "0.123456000",
        "999999999999.999999",
        "1000000000000",
        "-999999999999.999999",
        "2147483647",
        "2147483648",
        "0.30000000000000004",
        "0.1000000000000000055511151231257827021181583404541015625",
        "17976931348623157" + "0".repeat(292),
        "17976931348623159" + "0".repeat(292),
        " ",
        "\n",
        "\t",
        "\r",
        "\u000b",
        "\u00a0",
        "\ufeff",
        "\u0000",
        "\u007f",
        "/* c */",
        "\"meter_id\":\"b\",",
        "\"voltage\":1,",
        "\"voltage\":null,",
        "\"meter_id\":null,",
        "\"unknown\":1,",
        "\"unknown\":\"x\",",
        "\"unknown\":{\"meter_id\":[[]]},",
        "\"\":0,",
        "\"meter\\u005fid\":\"c\",",
        "\\u0041",
        "\\n",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\x",
        "'",
        "ä",
        "😀",
        "\"2026-02-29T00:00:00Z\"",
        "\"2026-03-29T24:00:00Z\"",
        "\"2026-03-29T00:00:60Z\"",
        "\"2026-03-29T00:00:00.0001Z\"",
        "\"2026-03-29T00:00:00.120000Z\"",
        "\"2026-03-29T00:00Z\"",
        "\"2026-03-29\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"0001-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59.999Z\"",
        "\"+10000-01-01T00:00:00Z\"",
        "\"1-0:1.8.0\"",
        "\"1-0:1.29.0\"",
        "\"256-0:1.8.0\"",
        "\"VALIDATED\"",
        "\"validated\"",
        "\"NONE\"",
        "\"\"",
        "\" \"",
        "\"" + "m".repeat(128) + "\"",
        "\"" + "m".repeat(129) + "\""
    };

    private static final byte[][] MALFORMED_UTF_8 = {
        {(byte) 0x80},
        {(byte) 0xc3},
        {(byte) 0xc0, (byte) 0xaf},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xff}
    };

    @Test
    void theThreeJudgeSpoiltDocumentsAlike() throws JsonProcessingException {
        Random random = new Random(20260329);
        int accepted = 0;
        int fast = 0;
        int documents = 30_000;
        for (int i = 0; i < documents; i++) {
            byte[] document = spoilt(random);
            if (assertAgreement(document)) {
                accepted++;
            }
            if (MeterReadingJson.readUsual(document, 0, document.length) != null) {
                fast++;
            }
        }
        // A corpus that is all good or all bad, or never on the fast path, would prove nothing.
        assertThat(accepted).isBetween(documents / 10, documents * 9 / 10);
        assertThat(fast).isBetween(documents / 20, accepted - 1);
    }

    @Test
    void everyTokenInThePlaceOfEveryValueIsJudgedAlike() throws JsonProcessingException {
        for (String seed : SEEDS) {
            for (int start = seed.indexOf(':'); start > 0; start = seed.indexOf(':', start + 1)) {
                int end = start + 1;
                while (",}".indexOf(seed.charAt(end)) < 0) {
                    end++;
                }
                for (String token : TOKENS) {
                    assertAgreement((seed.substring(0, start + 1) + token + seed.substring(end)).getBytes(UTF_8));
                }
            }
        }
    }

    @Test
    void everyPrefixIsRefusedAlike() throws JsonProcessingException {
        for (String seed : SEEDS) {
            byte[] document = seed.getBytes(UTF_8);
            for (int length = 0; length < document.length; length++) {
                assertThat(assertAgreement(Arrays.copyOf(document, length))).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "ISO-8859-1"})
    void otherEncodingsAreRefused(String encoding) {
        byte[] document = SEEDS.get(3).replace("😀", "").getBytes(Charset.forName(encoding));
        assertThat(outcome(document)).isInstanceOf(Refusal.class).isEqualTo(reference(document));
    }

    /** Whether the document was accepted. */
    private static boolean assertAgreement(byte[] document) throws JsonProcessingException {
        Object hot = outcome(document);
        Object databind = reference(document);
        assertThat(hot).as(() -> new String(document, UTF_8)).isEqualTo(databind);
        String text = new String(document, UTF_8);
        if (Arrays.equals(text.getBytes(UTF_8), document)) {
            Object plain = plain(text.startsWith("\ufeff") ? text.substring(1) : text);
            assertThat(plain instanceof MeterReading).as(text).isEqualTo(hot instanceof MeterReading);
            if (plain instanceof MeterReading) {
                assertThat(plain).isEqualTo(hot);
            }
        }
        return hot instanceof MeterReading;
    }

    private static Object outcome(byte[] document) {
        try {
            return MeterReadingJson.read(document);
        } catch (MalformedRecordException refused) {
            assertThat(refused.getMessage()).hasSizeLessThan(512);
            assertThat(refused.getCause()).isNull();
            return new Refusal(refused.path(), refused.reason());
        }
    }

    private static Object reference(byte[] document) {
        try {
            return DATABIND.read(document);
        } catch (MalformedRecordException refused) {
            return new Refusal(refused.path(), refused.reason());
        }
    }

    private static Object plain(String document) {
        try {
            MeterReading reading = PLAIN.readValue(document, MeterReading.class);
            return reading == null ? "null" : reading;
        } catch (JsonProcessingException refused) {
            return refused;
        }
    }

    private static byte[] spoilt(Random random) {
        byte[] document = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            document = changed(document, random);
        }
        return document;
    }

    private static byte[] changed(byte[] document, Random random) {
        int at = random.nextInt(document.length + 1);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(document, at);
            case 1 -> flipped(document, random);
            case 2 -> {
                byte[] other = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
                int from = random.nextInt(other.length);
                yield spliced(document, at, at, Arrays.copyOfRange(other, from, from + random.nextInt(40)));
            }
            case 3 -> spliced(document, at, Math.min(document.length, at + 1 + random.nextInt(12)), new byte[0]);
            case 4 -> spliced(document, at, at, MALFORMED_UTF_8[random.nextInt(MALFORMED_UTF_8.length)]);
            default -> {
                byte[] token = TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8);
                int place = afterDelimiter(document, at, random);
                yield spliced(document, place, random.nextBoolean() ? valueEnd(document, place) : place, token);
            }
        };
    }

    private static byte[] flipped(byte[] document, Random random) {
        byte[] flipped = document.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    /** Mostly the next place where a name or a value may stand, sometimes just anywhere. */
    private static int afterDelimiter(byte[] document, int at, Random random) {
        if (random.nextInt(4) == 0) {
            return at;
        }
        for (int i = at; i < document.length; i++) {
            if (document[i] == ':' || document[i] == ',' || document[i] == '{') {
                return i + 1;
            }
        }
        return at;
    }

    private static int valueEnd(byte[] document, int from) {
        int end = from;
        while (end < document.length && document[end] != ',' && document[end] != '}') {
            end++;
        }
        return end;
    }

    private static byte[] spliced(byte[] document, int from, int to, byte[] piece) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(document, 0, from);
        result.write(piece, 0, piece.length);
        result.write(document, to, document.length - to);
        return result.toByteArray();
    }

    private record Refusal(String path, String reason) {}
}
