package io.metrify.json;

import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.meter.Ambient;
import io.metrify.model.meter.Electrical;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fast path of {@link MeterReadingJson}: understands a document in the usual form and gives up on any other without
 * saying why. Giving up is always right, accepting must be: every value is taken exactly as databind would.
 */
final class MeterReadingReader {

    private static final int METER_ID = 0;
    private static final int OBIS_CODE = 1;
    private static final int TIMESTAMP = 2;
    private static final int INTERVAL_SECONDS = 3;
    private static final int CONSUMPTION = 4;
    private static final int VOLTAGE = 5;
    private static final int CURRENT = 6;
    private static final int POWER_FACTOR = 7;
    private static final int FREQUENCY = 8;
    private static final int TEMPERATURE = 9;
    private static final int HUMIDITY = 10;
    private static final int QUALITY_CODE = 11;
    private static final int QUALITY_METHOD = 12;

    private static final JsonNames NAMES = new JsonNames(
            "meter_id",
            "obis_code",
            "timestamp",
            "interval_seconds",
            "consumption_kwh",
            "voltage",
            "current",
            "power_factor",
            "frequency",
            "temperature",
            "humidity",
            "quality_code",
            "quality_method",
            "data_quality_score");

    private static final QualityCode[] CODES = QualityCode.values();
    private static final SubstitutionMethod[] METHODS = SubstitutionMethod.values();
    private static final byte[][] CODE_NAMES = namesOf(CODES);
    private static final byte[][] METHOD_NAMES = namesOf(METHODS);

    private final JsonScanner in;

    private @Nullable String meterId;
    private ObisCode register = ObisCode.IMPORT_PROFILE;
    private @Nullable Instant start;
    private int seconds;
    private @Nullable Energy consumption;
    private double voltage = Double.NaN;
    private double current = Double.NaN;
    private double powerFactor = Double.NaN;
    private double frequency = Double.NaN;
    private double temperature = Double.NaN;
    private double humidity = Double.NaN;
    private QualityCode code = QualityCode.AS_PROVIDED;
    private SubstitutionMethod method = SubstitutionMethod.NONE;
    private double score = Double.NaN;

    MeterReadingReader(byte[] buffer, int from, int end) {
        in = new JsonScanner(buffer, from, end);
    }

    /** The reading, or null if databind has to look. */
    @Nullable
    MeterReading read() {
        try {
            return readFields() ? assembled() : null;
        } catch (IllegalArgumentException refusedByTheModel) {
            return null;
        }
    }

    private boolean readFields() {
        if (!in.take('{')) {
            return false;
        }
        int seen = 0;
        int expected = 0;
        do {
            int field = in.name(NAMES, expected);
            if (field == JsonScanner.UNUSUAL || !in.take(':')) {
                return false;
            }
            if (field == JsonScanner.UNKNOWN) {
                if (!in.skipScalar()) {
                    return false;
                }
                continue;
            }
            if ((seen & 1 << field) != 0) {
                return false;
            }
            seen |= 1 << field;
            expected = field + 1;
            if (!in.takeNull() && !value(field)) {
                return false;
            }
        } while (in.take(','));
        return in.take('}') && in.atEnd();
    }

    private boolean value(int field) {
        return switch (field) {
            case METER_ID -> (meterId = in.text()) != null;
            case OBIS_CODE -> obisCode();
            case TIMESTAMP -> (start = in.time()) != null;
            case INTERVAL_SECONDS -> (seconds = in.positiveInt()) > 0;
            case CONSUMPTION -> consumption();
            case QUALITY_CODE -> code();
            case QUALITY_METHOD -> method();
            default -> measurement(field);
        };
    }

    private boolean measurement(int field) {
        double value = in.number();
        switch (field) {
            case VOLTAGE -> voltage = value;
            case CURRENT -> current = value;
            case POWER_FACTOR -> powerFactor = value;
            case FREQUENCY -> frequency = value;
            case TEMPERATURE -> temperature = value;
            case HUMIDITY -> humidity = value;
            default -> score = value;
        }
        return !Double.isNaN(value);
    }

    private boolean obisCode() {
        String text = in.text();
        if (text == null) {
            return false;
        }
        register = text.equals("1-0:1.29.0") ? ObisCode.IMPORT_PROFILE : ObisCode.parse(text);
        return true;
    }

    private boolean consumption() {
        long milliwattHours = in.decimal(Energy.SCALE, Energy.PRECISION);
        if (milliwattHours == JsonScanner.NO_DECIMAL) {
            return false;
        }
        consumption = Energy.ofMilliwattHours(milliwattHours);
        return true;
    }

    private boolean code() {
        int ordinal = in.oneOf(CODE_NAMES);
        if (ordinal < 0) {
            return false;
        }
        code = CODES[ordinal];
        return true;
    }

    private boolean method() {
        int ordinal = in.oneOf(METHOD_NAMES);
        if (ordinal < 0) {
            return false;
        }
        method = METHODS[ordinal];
        return true;
    }

    private @Nullable MeterReading assembled() {
        if (meterId == null || start == null || seconds == 0) {
            return null;
        }
        return new MeterReading(
                meterId,
                register,
                new Interval(start, start.plusSeconds(seconds)),
                consumption,
                new Electrical(voltage, current, powerFactor, frequency),
                new Ambient(temperature, humidity),
                quality());
    }

    private ReadingQuality quality() {
        return code == QualityCode.AS_PROVIDED && method == SubstitutionMethod.NONE && Double.isNaN(score)
                ? ReadingQuality.AS_PROVIDED
                : new ReadingQuality(code, method, score);
    }

    private static byte[][] namesOf(Enum<?>[] constants) {
        byte[][] names = new byte[constants.length][];
        for (int i = 0; i < names.length; i++) {
            names[i] = constants[i].name().getBytes(StandardCharsets.US_ASCII);
        }
        return names;
    }
}
