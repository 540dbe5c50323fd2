package io.metrify.testkit.snowflake;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CSV as COPY does: a field without quotes that is empty or one of the format's nulls is NULL. */
final class CsvReader {

    private static final int END = -1;

    private final Reader in;
    private final char delimiter;
    private final int quote;
    private final List<String> nulls;
    private final boolean emptyIsNull;
    private final boolean escapes;
    private final StringBuilder field = new StringBuilder();
    private int ahead;

    CsvReader(Reader in, FileFormat format) throws IOException {
        String delimiter = format.text("FIELD_DELIMITER", ",");
        if (delimiter.length() != 1) {
            throw SnowflakeError.notEmulated("FIELD_DELIMITER with '" + delimiter + "'");
        }
        String enclosed = format.text("FIELD_OPTIONALLY_ENCLOSED_BY", "NONE");
        this.in = in;
        this.delimiter = delimiter.charAt(0);
        this.quote = enclosed.equals("NONE") ? END : enclosed.charAt(0);
        this.nulls = format.nulls();
        // Snowflake's default is a backslash.
        this.escapes = !format.text("ESCAPE_UNENCLOSED_FIELD", "").equals("NONE");
        this.emptyIsNull = format.is("EMPTY_FIELD_AS_NULL", true);
        ahead = in.read();
        int skip = Integer.parseInt(format.text("SKIP_HEADER", "0"));
        for (int i = 0; i < skip && ahead != END; i++) {
            next();
        }
    }

    /** The next record; null after the last one. */
    @Nullable
    List<@Nullable String> next() throws IOException {
        if (ahead == END) {
            return null;
        }
        List<@Nullable String> record = new ArrayList<>();
        do {
            record.add(field());
        } while (accept(delimiter));
        if (!accept('\r')) {
            accept('\n');
            return record;
        }
        accept('\n');
        return record;
    }

    private boolean accept(char wanted) throws IOException {
        if (ahead != wanted) {
            return false;
        }
        ahead = in.read();
        return true;
    }

    private @Nullable String field() throws IOException {
        field.setLength(0);
        if (quote != END && ahead == quote) {
            return quoted();
        }
        while (ahead != END && ahead != delimiter && ahead != '\n' && ahead != '\r') {
            field.append((char) ahead);
            ahead = in.read();
        }
        String text = field.toString();
        if ((text.isEmpty() && emptyIsNull) || nulls.contains(text)) {
            return null;
        }
        if (escapes && text.indexOf('\\') >= 0) {
            throw SnowflakeError.notEmulated("escapes in fields without quotes; say ESCAPE_UNENCLOSED_FIELD = NONE");
        }
        return text;
    }

    private @Nullable String quoted() throws IOException {
        ahead = in.read();
        while (true) {
            if (ahead == END) {
                throw new SnowflakeError("100063", "22000", "Found no closing quote of a field.");
            }
            if (ahead == quote) {
                ahead = in.read();
                if (ahead != quote) {
                    break;
                }
            }
            field.append((char) ahead);
            ahead = in.read();
        }
        if (ahead != END && ahead != delimiter && ahead != '\n' && ahead != '\r') {
            throw new SnowflakeError("100066", "22000", "Found '" + (char) ahead + "' instead of a delimiter.");
        }
        String text = field.toString();
        return nulls.contains(text) ? null : text;
    }
}
