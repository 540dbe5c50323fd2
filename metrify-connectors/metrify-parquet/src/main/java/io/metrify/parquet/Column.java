package io.metrify.parquet;

import io.metrify.connector.api.MalformedRecordException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** One column of a file, read from top to bottom, row group after row group; a subclass keeps its current value. */
abstract sealed class Column extends PrimitiveConverter {

    final String name;
    private final @Nullable ColumnDescriptor descriptor;
    private @Nullable ColumnReader reader;

    /** A column that the file lacks has a null descriptor, and no value in any row. */
    Column(String name, @Nullable ColumnDescriptor descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /** Goes on to a row group, which has at least one row. */
    final void open(PageReadStore pages) {
        if (descriptor != null) {
            // The writer's version matters to delta encodings only, which are not read.
            reader = new ColumnReaderImpl(
                    descriptor, new CheckedPages(pages.getPageReader(descriptor), name), this, null);
        }
    }

    /** Goes on to the next row; false if it has no value. */
    final boolean advance() {
        if (reader == null || descriptor == null) {
            return false;
        }
        boolean taken = reader.getCurrentDefinitionLevel() == descriptor.getMaxDefinitionLevel();
        if (taken) {
            reader.writeCurrentValueToConverter();
        }
        reader.consume();
        return taken;
    }

    final MalformedRecordException missing() {
        return new MalformedRecordException(name, "the value is missing; every reading has one");
    }

    static final class Whole extends Column {
        private long value;

        Whole(String name, @Nullable ColumnDescriptor descriptor) {
            super(name, descriptor);
        }

        long next() {
            if (!advance()) {
                throw missing();
            }
            return value;
        }

        /** The value of the row that {@link #advance} went to. */
        long value() {
            return value;
        }

        @Override
        public void addLong(long newValue) {
            value = newValue;
        }

        @Override
        public void addInt(int newValue) {
            value = newValue;
        }
    }

    static final class Measured extends Column {
        private double value;

        Measured(String name, @Nullable ColumnDescriptor descriptor) {
            super(name, descriptor);
        }

        double next() {
            return advance() ? value : Double.NaN;
        }

        @Override
        public void addDouble(double newValue) {
            value = newValue;
        }
    }

    /** A text that means something; what a dictionary holds is understood once. */
    static final class Text<T> extends Column {
        private final Function<String, T> meaning;
        private @Nullable Dictionary dictionary;
        private @Nullable Object[] understood = {};
        private @Nullable T value;

        Text(String name, @Nullable ColumnDescriptor descriptor, Function<String, T> meaning) {
            super(name, descriptor);
            this.meaning = meaning;
        }

        T next() {
            T current = advance() ? value : null;
            if (current == null) {
                throw missing();
            }
            return current;
        }

        T nextOr(T absent) {
            T current = advance() ? value : null;
            return current == null ? absent : current;
        }

        @Override
        public void addBinary(Binary text) {
            value = understand(text);
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
        }

        @Override
        public void setDictionary(Dictionary newDictionary) {
            dictionary = newDictionary;
            understood = new Object[newDictionary.getMaxId() + 1];
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // the array holds only what understand() gave
        public void addValueFromDictionary(int id) {
            if (understood[id] == null) {
                understood[id] = understand(dictionary.decodeToBinary(id));
            }
            value = (T) understood[id];
        }

        private T understand(Binary bytes) {
            String text;
            try {
                text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(bytes.toByteBuffer())
                        .toString();
            } catch (CharacterCodingException e) {
                throw new MalformedRecordException(name, "a text is not UTF-8");
            }
            try {
                return meaning.apply(text);
            } catch (IllegalArgumentException e) {
                throw new MalformedRecordException(name, "\"" + text + "\" is not understood: " + e.getMessage());
            }
        }
    }
}
