package io.metrify.formats;

import org.jspecify.annotations.Nullable;

/**
 * The characters that structure an EDIFACT interchange (ISO 9735), as its service string advice UNA gives them. Its
 * decimal mark is of no consequence: numbers have no other mark, so a point and a comma mean the same.
 *
 * @param component what separates components
 * @param element what separates data elements
 * @param release what makes the next character an ordinary one; a space if nothing does
 * @param terminator what ends a segment
 */
record ServiceCharacters(char component, char element, char release, char terminator) {

    /** What holds without UNA. */
    static final ServiceCharacters DEFAULT = new ServiceCharacters(':', '+', '?', '\'');

    /** The length of UNA with its six characters. */
    static final int LENGTH = 9;

    private static final int COMPONENT = 3;
    private static final int ELEMENT = 4;
    private static final int RELEASE = 6;
    private static final int TERMINATOR = 8;

    /** Reads UNA, or answers null if its characters cannot be told from each other or from text. */
    static @Nullable ServiceCharacters of(byte[] una) {
        ServiceCharacters read = new ServiceCharacters(
                (char) una[COMPONENT], (char) una[ELEMENT], (char) una[RELEASE], (char) una[TERMINATOR]);
        int[] marks = {read.component, read.element, read.terminator};
        for (int mark : marks) {
            if (mark <= ' ' || mark > '~' || Character.isLetterOrDigit(mark) || mark == read.release) {
                return null;
            }
        }
        boolean distinct = read.component != read.element
                && read.component != read.terminator
                && read.element != read.terminator
                && !Character.isLetterOrDigit(read.release);
        return distinct ? read : null;
    }

    boolean isRelease(char c) {
        return c == release && c != ' ';
    }
}
