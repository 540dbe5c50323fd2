package io.metrify.quality.expectation;

/** Says in a sentence why an expectation cannot be checked. It becomes the error of a result and never leaves the package. */
final class UncheckableException extends RuntimeException {

    private final String sentence;

    UncheckableException(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    /** What is wrong, the rule, and the remedy. */
    String sentence() {
        return sentence;
    }
}
