package io.metrify.connector.s3;

import io.metrify.model.meter.MeterReading;
import io.metrify.parquet.ReadingFilter;
import io.metrify.parquet.ReadingParquetReader;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The readings of objects one after another, of which one at a time is open. A stream of streams would do if its iterator did
 * not collect all readings of an object before it gives the first.
 */
final class LakeReadings implements Iterator<MeterReading>, AutoCloseable {

    /** Up to this size an object is read in a single request. */
    private static final int END_BYTES = 1 << 20;

    private final LakeFiles files;
    private final ReadingFilter filter;
    private Iterator<LakeObject> objects;
    private @Nullable ReadingParquetReader open;

    private LakeReadings(LakeFiles files, List<LakeObject> objects, ReadingFilter filter) {
        this.files = files;
        this.objects = objects.iterator();
        this.filter = filter;
    }

    /** A stream to be closed; nothing is opened before a reading is asked for. */
    static Stream<MeterReading> stream(LakeFiles files, List<LakeObject> objects, ReadingFilter filter) {
        LakeReadings readings = new LakeReadings(files, objects, filter);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(readings, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(readings::close);
    }

    @Override
    public boolean hasNext() {
        try {
            while (open == null || !open.hasNext()) {
                closeObject();
                if (!objects.hasNext()) {
                    return false;
                }
                open = files.read(objects.next(), filter, END_BYTES);
            }
            return true;
        } catch (RuntimeException failure) {
            throw ended(failure);
        }
    }

    @Override
    public MeterReading next() {
        if (!hasNext() || open == null) {
            throw new NoSuchElementException("all readings were read");
        }
        try {
            return open.next();
        } catch (RuntimeException failure) {
            throw ended(failure);
        }
    }

    /** Whoever asks again after a failure must not take the readings of other objects for all. */
    private RuntimeException ended(RuntimeException failure) {
        try {
            close();
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
        return failure;
    }

    private void closeObject() {
        if (open != null) {
            ReadingParquetReader closing = open;
            open = null;
            closing.close();
        }
    }

    @Override
    public void close() {
        objects = Collections.emptyIterator();
        closeObject();
    }
}
