package io.metrify.samples.pipeline;

import io.metrify.formats.FileRecord;
import io.metrify.formats.FileRecords;
import io.metrify.formats.ReadingFormat;
import io.metrify.model.MarketCalendar;
import io.metrify.model.MetrifyException;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.RegisterReading;
import io.metrify.validation.MeterDirectory;
import io.metrify.validation.MeterRules;
import io.metrify.validation.MeterThresholds;
import io.metrify.validation.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.stream.Stream;

/** A real file in one of the formats of {@link ReadingFormat}. */
final class FileInput implements Input {

    /** Files may be in any order, so a redelivery is recognised however far back it is. */
    private static final Duration EVER = Duration.ofDays(366L * 200);

    private static final String ZONE_LOAD = "smard";
    private static final String NO_READING = "no reading of an interval: ";
    private static final String IMPLAUSIBLE = "meter.consumption.implausible";

    private final Path file;
    private final ReadingFormat format;
    private final MarketCalendar calendar;
    private final String id;

    /**
     * A file.
     *
     * @param options what the format was told of the file, by which the same content is another input; may be empty
     */
    FileInput(Path file, ReadingFormat format, MarketCalendar calendar, String options) {
        this.file = file;
        this.format = format;
        this.calendar = calendar;
        this.id = format.name() + "-" + digest(file, options);
        // A file of another format is refused before anything is started or written.
        format.read(file).close();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String description() {
        return file.getFileName() + " (" + format.name() + ")";
    }

    @Override
    public MarketCalendar calendar() {
        return calendar;
    }

    @Override
    public MeterDirectory directory() {
        return MeterDirectory.none();
    }

    @Override
    public Stream<Meter> meters() {
        return Stream.empty();
    }

    /**
     * Intervals start where the market's hours do. A file of a control zone's load has no connection whose power could be
     * implausible.
     */
    @Override
    public RuleSet<MeterReading> rules() {
        Duration offset = SeriesStage.rasterOffset(calendar, clock().instant());
        RuleSet<MeterReading> standard =
                MeterRules.with(MeterThresholds.standard().withRasterOffset(offset));
        return format.name().equals(ZONE_LOAD) ? standard.without(IMPLAUSIBLE) : standard;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Duration redeliveryWindow() {
        return EVER;
    }

    @Override
    public long expectedReadings() {
        return -1;
    }

    @Override
    public void publish(Publication publication) {
        try (FileRecords records = format.read(file)) {
            while (records.hasNext() && !publication.isStopped()) {
                publish(records.next(), publication);
            }
        }
    }

    private void publish(FileRecord record, Publication publication) {
        if (record instanceof FileRecord.Parsed parsed) {
            publication.publish(parsed.reading(), parsed.origin());
        } else if (record instanceof FileRecord.Malformed malformed) {
            publication.publishMalformed(
                    format.name(), malformed.bytes(), malformed.origin(), malformed.path(), malformed.reason());
        } else if (record instanceof FileRecord.NoReading other) {
            publication.publishMalformed(format.name(), other.bytes(), other.origin(), "", NO_READING + other.reason());
        } else if (record instanceof FileRecord.Index index) {
            publication.publishMalformed(
                    format.name(), index.bytes(), index.origin(), "index_kwh", NO_READING + described(index.reading()));
        }
    }

    /** The run is one of intervals; an index ends as a dead letter, so that it is accounted for. */
    private static String described(RegisterReading index) {
        return "register " + index.register() + " of meter " + index.meterId() + " showed " + index.index() + " at "
                + index.timestamp();
    }

    /** The same content read in the same way is the same input, whatever the file is called. */
    private static String digest(Path file, String options) {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
            sha256.update(options.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(), 0, 6);
        } catch (IOException unreadable) {
            throw new MetrifyException(
                    file + " cannot be read: " + unreadable.getMessage() + "; name an existing, readable file",
                    unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
