package io.metrify.quality.expectation;

import java.math.BigDecimal;

/** A value that is written in a row condition. */
sealed interface ConditionValue {

    /** A number, exactly. */
    record Numeric(BigDecimal number) implements ConditionValue {
        @Override
        public String toString() {
            return "the number " + number;
        }
    }

    /** A text, or a date or time where a column of them is compared with it. */
    record Text(String text) implements ConditionValue {
        @Override
        public String toString() {
            return "the text \"" + text + "\"";
        }
    }

    /** A text that was said to be a date or time. */
    record Temporal(String text) implements ConditionValue {
        @Override
        public String toString() {
            return "the date \"" + text + "\"";
        }
    }

    /** Yes or no. */
    record Flag(boolean value) implements ConditionValue {
        @Override
        public String toString() {
            return value ? "true" : "false";
        }
    }
}
