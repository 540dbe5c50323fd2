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
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Which object a reading belongs into, and which partition an object belongs to. */
final class LakeLayout {

    /** Within an object: meter by meter in the order of time, which compresses best and lets engines skip. */
    private static final Comparator<MeterReading> ORDER = Comparator.comparing(MeterReading::meterId)
            .thenComparing(MeterReading::register, LakeLayout::compareRegisters)
            .thenComparing(MeterReading::timestamp);

    /** Longer names of a source are cut, and told apart by a digest. */
    private static final int LONGEST_SOURCE = 100;

    private static final Pattern KEY =
            Pattern.compile("date=([^/]+)/region=([^/]+)/meter_type=([^/]+)/[^/]+\\.parquet");

    private final String prefix;
    private final MarketCalendar calendar;
    private final MeterDirectory meters;

    LakeLayout(String prefix, MarketCalendar calendar, MeterDirectory meters) {
        this.prefix = prefix;
        this.calendar = calendar;
        this.meters = meters;
    }

    /** The objects of a batch by key; the same readings in any order give the same. */
    SortedMap<String, List<MeterReading>> arrange(IngestBatch batch) {
        String file = "part-" + batchName(batch.span()) + ".parquet";
        Map<String, String> places = new HashMap<>();
        SortedMap<String, List<MeterReading>> objects = new TreeMap<>();
        for (AcceptedReading accepted : batch.accepted()) {
            MeterReading reading = accepted.reading();
            String place = places.computeIfAbsent(reading.meterId(), this::place);
            String key = datePrefix(calendar.dateOf(reading.timestamp())) + place + file;
            objects.computeIfAbsent(key, unused -> new ArrayList<>()).add(reading);
        }
        objects.values().forEach(readings -> readings.sort(ORDER));
        return objects;
    }

    /** Everything of a market day begins so. */
    String datePrefix(LocalDate date) {
        return prefix + "/date=" + PathValue.encode(date.toString()) + "/";
    }

    /** Everything of the lake that is laid out by days begins so. */
    String datesPrefix() {
        return prefix + "/date=";
    }

    /** The records of a pipeline's unfinished batches begin so; engines skip what begins with an underscore. */
    String pendingPrefix(String pipeline) {
        return prefix + "/_pending/" + PathValue.encode(pipeline) + "/";
    }

    String pendingKey(String pipeline, BatchSpan span) {
        return pendingPrefix(pipeline) + batchName(span) + ".json";
    }

    /** The partition of an object, or empty for what is not laid out like the lake. */
    Optional<LakeObject> parse(S3Object object) {
        String key = object.key();
        Matcher matcher = KEY.matcher(key.substring(prefix.length() + 1));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LakeObject(
                    key,
                    LocalDate.parse(PathValue.decode(matcher.group(1))),
                    PathValue.decode(matcher.group(2)),
                    MeterType.valueOf(PathValue.decode(matcher.group(3))),
                    object.size(),
                    object.eTag()));
        } catch (DateTimeParseException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private String place(String meterId) {
        Meter meter = meters.find(meterId);
        String region = meter == null ? S3Lake.UNKNOWN_REGION : meter.site().region();
        MeterType type = meter == null ? MeterType.OTHER : meter.type();
        return "region=" + PathValue.encode(region) + "/meter_type=" + type + "/";
    }

    /** Nearly always the same register, for which no text is made. */
    private static int compareRegisters(ObisCode one, ObisCode other) {
        return one.equals(other) ? 0 : one.toString().compareTo(other.toString());
    }

    /** What tells a batch from every other: its source, partition and first position. */
    static String batchName(BatchSpan span) {
        String source = PathValue.encode(span.source());
        if (source.length() > LONGEST_SOURCE) {
            source = source.substring(0, LONGEST_SOURCE) + "~" + digest(span.source());
        }
        // A hyphen of the partition would blur where it begins.
        return source + "-" + PathValue.encode(span.partition()).replace("-", "%2D") + "-" + span.first();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
