package io.metrify.avro;

import io.metrify.connector.api.MalformedRecordException;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Reads what one schema wrote as what another expects, through Avro's schema resolution. */
final class ResolvingDecoder<T> implements AvroDecoder<T> {

    private final PathReader records;
    private final Function<FieldReader, T> model;

    ResolvingDecoder(Schema writer, Schema reader, Function<FieldReader, T> model) {
        this.records = new PathReader(writer, reader);
        this.model = model;
    }

    @Override
    public T decode(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        InputDecoder in = new InputDecoder(bytes, from, to);
        GenericRecord record = read(in);
        in.requireEnd();
        return model.apply(new FieldReader(record));
    }

    private GenericRecord read(InputDecoder in) {
        try {
            return records.read(null, in);
        } catch (MalformedRecordException malformed) {
            throw malformed;
        } catch (IOException | RuntimeException unreadable) {
            throw PathReader.malformed("", unreadable);
        } catch (StackOverflowError tooDeep) {
            // Only a writer's schema that contains itself gets here; how deep it goes is in the bytes.
            throw new MalformedRecordException("", "the record is nested too deeply to be read");
        }
    }

    /** Avro's reader, which also remembers the field in which it failed. */
    private static final class PathReader extends GenericDatumReader<GenericRecord> {

        PathReader(Schema writer, Schema reader) {
            super(writer, reader, plainData());
        }

        /** Values as they are on the wire, and the reader that reads fields one by one. */
        private static GenericData plainData() {
            GenericData data = new GenericData();
            data.setFastReaderEnabled(false);
            return data;
        }

        @Override
        protected void readField(
                Object record, Schema.Field field, Object old, org.apache.avro.io.ResolvingDecoder in, Object state)
                throws IOException {
            try {
                super.readField(record, field, old, in, state);
            } catch (MalformedRecordException inner) {
                String path = inner.path().isEmpty() ? field.name() : field.name() + "/" + inner.path();
                throw new MalformedRecordException(path, inner.reason(), inner);
            } catch (IOException | RuntimeException unreadable) {
                throw malformed(field.name(), unreadable);
            }
        }

        /** Avro reports bad bytes with whatever it stumbles over: end of file, a bad index, a type that does not fit. */
        static MalformedRecordException malformed(String path, Exception unreadable) {
            return new MalformedRecordException(path, "Avro cannot read it: " + unreadable, unreadable);
        }
    }
}
