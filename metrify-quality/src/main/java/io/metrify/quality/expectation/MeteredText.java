package io.metrify.quality.expectation;

/**
 * A text of which only so many characters can be read, so that a regular expression which tries a text in ever more ways ends
 * with an exception instead of never. Not thread-safe.
 */
final class MeteredText implements CharSequence {

    /** How many characters are read at most, some again and again; a few hundredths of a second. */
    static final int MOST_READS = 5_000_000;

    private final String text;
    private int reads;

    /** A text of which nothing has been read yet. */
    MeteredText(String text) {
        this.text = text;
    }

    /** Says that all reads are spent. */
    static final class SpentException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SpentException() {
            super("more than " + MOST_READS + " characters were read", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (++reads > MOST_READS) {
            throw new SpentException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
