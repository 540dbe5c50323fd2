package io.metrify.connector.api;

import org.jspecify.annotations.Nullable;

/**
 * A record of which is known what it is worth by itself, and not yet whether it was delivered before: it has either a reading
 * or a dead letter.
 *
 * @param record the record
 * @param reading the scored reading, or null if the record was found wanting
 * @param deadLetter why it was found wanting, or null
 */
record Examined(
        RawRecord record,
        @Nullable AcceptedReading reading,
        @Nullable DeadLetter deadLetter) {

    static Examined usable(RawRecord record, AcceptedReading reading) {
        return new Examined(record, reading, null);
    }

    static Examined wanting(DeadLetter letter) {
        return new Examined(letter.record(), null, letter);
    }
}
