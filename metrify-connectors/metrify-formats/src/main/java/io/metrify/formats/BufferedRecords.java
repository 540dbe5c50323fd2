package io.metrify.formats;

import java.util.ArrayDeque;
import java.util.NoSuchElementException;

/** The records of a file of which one step of reading may give none, one or several. */
abstract sealed class BufferedRecords implements FileRecords permits MsconsRecords, NemRecords, NextStarts, ZipRecords {

    private final String source;
    private final ArrayDeque<FileRecord> ready = new ArrayDeque<>();
    private boolean ended;
    private boolean closed;

    BufferedRecords(String source) {
        this.source = source;
    }

    /** Reads a step further, adding what it gives; answers whether there may be more. */
    abstract boolean readOn();

    /** Closes the file; called once or more often. */
    abstract void closeFile();

    final String source() {
        return source;
    }

    final void add(FileRecord record) {
        ready.add(record);
    }

    @Override
    public final boolean hasNext() {
        while (!closed && ready.isEmpty() && !ended) {
            ended = !readOn();
        }
        return !closed && !ready.isEmpty();
    }

    @Override
    public final FileRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the file " + source + " has no more records");
        }
        return ready.remove();
    }

    @Override
    public final void close() {
        closed = true;
        ready.clear();
        closeFile();
    }
}
