package io.metrify.formats;

import io.metrify.json.MeterReadingJson;
import java.io.InputStream;
import java.util.Objects;

/** The format {@code jsonl}; what it decides is written down at {@link ReadingFormat#jsonLines}. */
final class JsonLines implements ReadingFormat {

    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public String description() {
        return "One JSON document per line, each a meter reading as metrify-json writes it";
    }

    @Override
    public String needs() {
        return "a JSON object with at least meter_id, timestamp and interval_seconds on each line, no header; plain or"
                + " gzip";
    }

    @Override
    public FileRecords read(InputStream file, String source) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(source, "source");
        return new DecodedRecords(source, LineReader.open(file, source), MeterReadingJson.decoder());
    }
}
