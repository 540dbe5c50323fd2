package io.metrify.connector.s3;

import io.metrify.connector.api.AcceptedReading;
import io.metrify.connector.api.BatchSpan;
import io.metrify.connector.api.IngestBatch;
import io.metrify.model.MarketCalendar;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.ObisCode;
import io.metrify.validation.MeterDirectory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in a lake a reading belongs, and what its objects are called. */
final class LakeLayout {

    /** Within an object: meter by meter in the order of time, which compresses best and lets engines skip. */
    static final Comparator<MeterReading> ORDER = Comparator.comparing(MeterReading::meterId)
            .thenComparing(MeterReading::register, LakeLayout::compareRegisters)
            .thenComparing(MeterReading::timestamp);

    /** Longer names of a source are cut, and told apart by a digest. */
    private static final int LONGEST_SOURCE = 100;

    private final String prefix;
    private final MarketCalendar calendar;
    private final MeterDirectory meters;
    private final boolean hourly;

    LakeLayout(String prefix, MarketCalendar calendar, MeterDirectory meters, boolean hourly) {
        this.hourly = hourly;
        this.prefix = prefix;
        this.calendar = calendar;
        this.meters = meters;
    }

    /** The readings of a batch by place; the same readings in any order give the same. */
    Map<Place, List<MeterReading>> arrange(IngestBatch batch) {
        Map<String, Meter> known = new HashMap<>();
        Map<Place, List<MeterReading>> places = new LinkedHashMap<>();
        for (AcceptedReading accepted : batch.accepted()) {
            MeterReading reading = accepted.reading();
            Meter meter = known.computeIfAbsent(reading.meterId(), meters::find);
            Place place = new Place(
                    calendar.dateOf(reading.timestamp()),
                    hourly ? reading.timestamp().atZone(calendar.zone()).getHour() : null,
                    meter == null ? S3Lake.UNKNOWN_REGION : meter.site().region(),
                    meter == null ? MeterType.OTHER : meter.type());
            places.computeIfAbsent(place, unused -> new ArrayList<>()).add(reading);
        }
        places.values().forEach(readings -> readings.sort(ORDER));
        return places;
    }

    /** Where in a lake readings are. */
    record Place(LocalDate date, @Nullable Integer hour, String region, MeterType meterType) {

        static Place of(LakeObject object) {
            return new Place(object.date(), object.hour(), object.region(), object.meterType());
        }
    }

    /** The key of an object of a place. */
    String key(Place place, String file) {
        return datesPrefix() + PathValue.encode(place.date().toString())
                + (place.hour() == null ? "" : String.format(Locale.ROOT, "/hour=%02d", place.hour()))
                + "/region=" + PathValue.encode(place.region()) + "/meter_type=" + place.meterType() + "/" + file;
    }

    /** The key of the raw records of a batch. */
    String rawKey(BatchSpan span, String writer, byte[] content) {
        return rawPrefix() + fileName(span, writer, content) + ".records.zst";
    }

    /**
     * What an object of a batch is called: the same for the same content from the same writer. Another writer, such as a later
     * owner of the partition, never comes upon an object that was left over long ago and that a vacuum is about to remove.
     */
    static String fileName(BatchSpan span, String writer, byte[] content) {
        return batchName(span) + "-" + writer + "-" + digest(content);
    }

    /** Everything of the lake that is laid out by days begins so. */
    String datesPrefix() {
        return prefix + "/date=";
    }

    /** Everything of the raw zone begins so; engines skip what begins with an underscore. */
    String rawPrefix() {
        return prefix + "/_raw/";
    }

    /** Everything of the lake begins so. */
    String prefix() {
        return prefix + "/";
    }

    MarketCalendar calendar() {
        return calendar;
    }

    /** Nearly always the same register, for which no text is made. */
    private static int compareRegisters(ObisCode one, ObisCode other) {
        return one.equals(other) ? 0 : one.toString().compareTo(other.toString());
    }

    /** What tells a batch from every other: its source, partition and first position. */
    static String batchName(BatchSpan span) {
        String source = PathValue.encode(span.source());
        if (source.length() > LONGEST_SOURCE) {
            source = source.substring(0, LONGEST_SOURCE) + "~"
                    + digest(span.source().getBytes(StandardCharsets.UTF_8));
        }
        // A hyphen of the partition would blur where it begins.
        return source + "-" + PathValue.encode(span.partition()).replace("-", "%2D") + "-" + span.first();
    }

    /** The first 64 bits of a digest, which tell contents of one batch apart. */
    static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
