package io.metrify.formats;

import io.metrify.json.MeterReadingJson;
import java.io.InputStream;

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
        return "a JSON object with at least meter_id, timestamp and interval_seconds on each line, no header; plain, gzip or"
                + " zip";
    }

    @Override
    public FileRecords read(InputStream file, String source) {
        return ZipRecords.read(
                file,
                source,
                (plain, name) -> new DecodedRecords(name, LineReader.open(plain, name), MeterReadingJson.decoder()));
    }
}
