package io.metrify.samples.pipeline;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.RawRecord;
import io.metrify.connector.api.RecordDecoder;
import io.metrify.model.meter.MeterReading;

/** Decodes what a {@link Publication} published. A line that was not understood when it was published still is not. */
record PublishedDecoder(RecordDecoder<MeterReading> readings) implements RecordDecoder<MeterReading> {

    @Override
    public MeterReading decode(RawRecord record) {
        String reason = record.headers().get(PublishedHeaders.REASON);
        if (reason != null) {
            throw new MalformedRecordException(record.headers().getOrDefault(PublishedHeaders.PATH, ""), reason);
        }
        return readings.decode(record);
    }
}
