package io.metrify.connector.s3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.metrify.connector.s3.BatchStream.Lane;
import io.metrify.connector.s3.Manifest.Added;
import io.metrify.connector.s3.Manifest.Batch;
import io.metrify.connector.s3.Manifest.Claimed;
import io.metrify.model.meter.MeterType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Manifests and checkpoints of a lake's log as JSON. */
final class LogJson {

    static final String CONTENT_TYPE = "application/json";

    /** What wrote it; a later shape that this library would misunderstand gets another number. */
    private static final int FORMAT = 1;

    private static final JsonFactory JSON = new JsonFactory();

    private LogJson() {}

    private interface Body {
        void write(JsonGenerator out) throws IOException;
    }

    private static byte[] json(Body body) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(json)) {
            out.writeStartObject();
            out.writeNumberField("format", FORMAT);
            body.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused a few bytes", e);
        }
        return json.toByteArray();
    }

    static byte[] write(Manifest step) {
        return json(out -> {
            out.writeStringField("commit", step.commit());
            out.writeStringField("operation", step.operation());
            Batch batch = step.batch();
            if (batch != null) {
                out.writeFieldName("batch");
                out.writeStartObject();
                write(out, batch);
                out.writeEndObject();
            }
            out.writeArrayFieldStart("claims");
            for (Map.Entry<Lane, Claimed> claim : step.claims().entrySet()) {
                out.writeStartObject();
                write(out, claim.getKey());
                out.writeNumberField("next", claim.getValue().next());
                out.writeNumberField("epoch", claim.getValue().epoch());
                out.writeEndObject();
            }
            out.writeEndArray();
            writeFixed(out, step.fixed());
            out.writeArrayFieldStart("added");
            for (Added added : step.added()) {
                out.writeStartObject();
                write(out, added.entry());
                if (added.replaces() != null) {
                    out.writeStringField("replaces", added.replaces());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("removed");
            for (String key : step.removed()) {
                out.writeString(key);
            }
            out.writeEndArray();
        });
    }

    static byte[] write(LakeState state) {
        return json(out -> {
            out.writeNumberField("version", state.version());
            out.writeArrayFieldStart("epochs");
            for (Map.Entry<Lane, Long> epoch : state.epochs().entrySet()) {
                out.writeStartObject();
                write(out, epoch.getKey());
                out.writeNumberField("epoch", epoch.getValue());
                out.writeEndObject();
            }
            out.writeEndArray();
            writeFixed(out, state.fixed());
            out.writeArrayFieldStart("batches");
            for (NavigableMap<Long, LakeState.Written> stream : state.batches().values()) {
                for (LakeState.Written written : stream.values()) {
                    out.writeStartObject();
                    write(out, written.batch());
                    out.writeArrayFieldStart("entries");
                    for (String key : written.keys()) {
                        out.writeStartObject();
                        write(out, Objects.requireNonNull(state.entries().get(key)));
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                }
            }
            out.writeEndArray();
            out.writeArrayFieldStart("entries");
            for (LakeEntry entry : state.entries().values()) {
                if (state.owner(entry.key()) == null) {
                    out.writeStartObject();
                    write(out, entry);
                    out.writeEndObject();
                }
            }
            out.writeEndArray();
        });
    }

    private static void writeFixed(JsonGenerator out, Map<BatchStream, Long> fixed) throws IOException {
        out.writeArrayFieldStart("fixed");
        for (Map.Entry<BatchStream, Long> stream : fixed.entrySet()) {
            out.writeStartObject();
            write(out, stream.getKey());
            out.writeNumberField("to", stream.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, Lane lane) throws IOException {
        out.writeStringField("pipeline", lane.pipeline());
        out.writeStringField("partition", lane.partition());
    }

    private static void write(JsonGenerator out, BatchStream stream) throws IOException {
        out.writeStringField("source", stream.source());
        write(out, stream.lane());
    }

    private static void write(JsonGenerator out, Batch batch) throws IOException {
        write(out, batch.stream());
        out.writeNumberField("first", batch.first());
        out.writeNumberField("end", batch.end());
        out.writeNumberField("epoch", batch.epoch());
    }

    private static void write(JsonGenerator out, LakeEntry entry) throws IOException {
        out.writeStringField("key", entry.key());
        out.writeNumberField("bytes", entry.bytes());
        out.writeStringField("etag", entry.eTag());
        if (entry instanceof LakeObject object) {
            out.writeStringField("date", object.date().toString());
            if (object.hour() != null) {
                out.writeNumberField("hour", object.hour());
            }
            out.writeStringField("region", object.region());
            out.writeStringField("meter_type", object.meterType().name());
            out.writeNumberField("rows", object.rows());
            out.writeStringField("first", object.first().toString());
            out.writeStringField("last", object.last().toString());
            out.writeStringField("energy_kwh", object.energyKwh().toPlainString());
        } else if (entry instanceof RawObject raw) {
            out.writeStringField("raw_source", raw.source());
            out.writeStringField("raw_partition", raw.partition());
            out.writeNumberField("raw_first", raw.first());
            out.writeNumberField("raw_end", raw.end());
            out.writeNumberField("records", raw.records());
            out.writeStringField("last", raw.last().toString());
        }
    }

    /** Reads what was written of a step; an IOException says what is wrong with it. */
    static Manifest manifest(byte[] json) throws IOException {
        JsonTree step = tree(json);
        JsonTree batch = step.optional("batch");
        Map<Lane, Claimed> claims = new HashMap<>();
        for (JsonTree claim : step.list("claims")) {
            claims.put(lane(claim), new Claimed(claim.whole("next"), claim.whole("epoch")));
        }
        List<Added> added = new ArrayList<>();
        for (JsonTree entry : step.list("added")) {
            added.add(new Added(entry(entry), entry.optionalText("replaces")));
        }
        return new Manifest(
                step.text("commit"),
                step.text("operation"),
                batch == null ? null : batch(batch),
                claims,
                fixed(step),
                added,
                step.texts("removed"));
    }

    /** Reads what was written of a state; an IOException says what is wrong with it. */
    static LakeState state(byte[] json) throws IOException {
        JsonTree state = tree(json);
        Map<Lane, Long> epochs = new HashMap<>();
        for (JsonTree epoch : state.list("epochs")) {
            epochs.put(lane(epoch), epoch.whole("epoch"));
        }
        Map<Batch, List<LakeEntry>> owned = new LinkedHashMap<>();
        for (JsonTree batch : state.list("batches")) {
            owned.put(batch(batch), entries(batch));
        }
        return LakeState.restore(state.whole("version"), entries(state), owned, epochs, fixed(state));
    }

    private static JsonTree tree(byte[] json) throws IOException {
        JsonTree tree = JsonTree.parse(json);
        if (tree.whole("format") != FORMAT) {
            throw new IOException("its format is " + tree.whole("format") + ", not " + FORMAT);
        }
        return tree;
    }

    private static List<LakeEntry> entries(JsonTree of) throws IOException {
        List<LakeEntry> entries = new ArrayList<>();
        for (JsonTree entry : of.list("entries")) {
            entries.add(entry(entry));
        }
        return entries;
    }

    private static Map<BatchStream, Long> fixed(JsonTree of) throws IOException {
        Map<BatchStream, Long> fixed = new HashMap<>();
        for (JsonTree stream : of.list("fixed")) {
            fixed.put(stream(stream), stream.whole("to"));
        }
        return fixed;
    }

    private static Lane lane(JsonTree of) throws IOException {
        return new Lane(of.text("pipeline"), of.text("partition"));
    }

    private static BatchStream stream(JsonTree of) throws IOException {
        return new BatchStream(of.text("pipeline"), of.text("source"), of.text("partition"));
    }

    private static Batch batch(JsonTree of) throws IOException {
        return new Batch(stream(of), of.whole("first"), of.whole("end"), of.whole("epoch"));
    }

    private static LakeEntry entry(JsonTree of) throws IOException {
        try {
            return of.has("raw_source") ? raw(of) : object(of);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("an entry is not understood: " + e.getMessage(), e);
        }
    }

    private static RawObject raw(JsonTree of) throws IOException {
        return new RawObject(
                of.text("key"),
                of.text("raw_source"),
                of.text("raw_partition"),
                of.whole("raw_first"),
                of.whole("raw_end"),
                of.whole("records"),
                of.whole("bytes"),
                Instant.parse(of.text("last")),
                of.text("etag"));
    }

    private static LakeObject object(JsonTree of) throws IOException {
        @Nullable Integer hour = of.has("hour") ? Math.toIntExact(of.whole("hour")) : null;
        return new LakeObject(
                of.text("key"),
                LocalDate.parse(of.text("date")),
                hour,
                of.text("region"),
                MeterType.valueOf(of.text("meter_type")),
                of.whole("rows"),
                of.whole("bytes"),
                Instant.parse(of.text("first")),
                Instant.parse(of.text("last")),
                new BigDecimal(of.text("energy_kwh")),
                of.text("etag"));
    }
}
