package io.metrify.quality.expectation;

/** Says in a sentence why an expectation cannot be checked. It becomes the error of a result and never leaves the package. */
final class UncheckableException extends RuntimeException {

    /** Sentences that quote long patterns or values are cut in the middle: what is wrong and the remedy are at the ends. */
    private static final int LONGEST = 600;

    private final String sentence;

    UncheckableException(String sentence) {
        super(shortened(sentence), null, false, false);
        this.sentence = shortened(sentence);
    }

    private static String shortened(String sentence) {
        int half = LONGEST / 2;
        return sentence.length() <= LONGEST
                ? sentence
                : sentence.substring(0, half) + " ... " + sentence.substring(sentence.length() - half);
    }

    /** What is wrong, the rule, and the remedy. */
    String sentence() {
        return sentence;
    }
}
