package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of fields with a separator between them. Spaces and tabs around a field are not part of it; a field may stand
 * in quotation marks, doubled inside (RFC 4180), but not go on over a line end.
 */
final class Separated {

    private Separated() {}

    /** The separator of a header: a semicolon if there is one, else a tab, else a comma. */
    static char separatorOf(String header) {
        return header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
    }

    /** The fields of a line, at least one. */
    static List<String> split(String line, char separator) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            int start = at;
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
            if (at < line.length() && line.charAt(at) == '"') {
                at = quoted(line, at + 1, separator, fields);
            } else {
                int end = line.indexOf(separator, start);
                at = end < 0 ? line.length() : end;
                fields.add(line.substring(start, at).strip());
            }
            if (at >= line.length()) {
                return fields;
            }
            at++;
        }
    }

    /** The fields of a line that must have as many as its header. */
    static List<String> split(String line, char separator, int columns) {
        List<String> fields = split(line, separator);
        if (fields.size() != columns) {
            throw new MalformedRecordException(
                    "",
                    "the line has " + fields.size() + (fields.size() == 1 ? " field" : " fields") + ", the last \""
                            + shown(fields.get(fields.size() - 1)) + "\", but the header has " + columns
                            + (fields.size() < columns ? "; the line is cut off" : "; the line is damaged"));
        }
        return fields;
    }

    /** A piece of a file as a message can show it. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(64).forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append('?');
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > 64 ? shown + "..." : shown.toString();
    }

    /** Adds the quoted field whose content starts here; answers where its separator is, or the end of the line. */
    private static int quoted(String line, int from, char separator, List<String> fields) {
        StringBuilder field = new StringBuilder();
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (at < line.length() && line.charAt(at) == '"') {
                field.append('"');
                at++;
            } else {
                while (at < line.length() && line.charAt(at) == ' ') {
                    at++;
                }
                if (at < line.length() && line.charAt(at) != separator) {
                    throw new MalformedRecordException(
                            "", "field " + (fields.size() + 1) + " goes on after its closing quotation mark");
                }
                fields.add(field.toString().strip());
                return at;
            }
        }
        throw new MalformedRecordException(
                "", "field " + (fields.size() + 1) + " has no closing quotation mark; the line is cut off");
    }
}
