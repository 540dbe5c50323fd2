package io.metrify.model.meter;

import io.metrify.model.Energy;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said about one reading at one time. It has two times: when the energy flowed (the reading's interval) and
 * when we knew ({@code knownAt}). Versions are never changed; a {@link ReadingHistory} says which of them holds.
 *
 * <p>Versions have a total order that agrees with {@code equals}: first by {@code knownAt}; versions known at the same
 * instant by kind (cancellations first, so that a message which withdraws an old value and states a new one leaves the new
 * one; then deliveries, substitutes, corrections, edits, reversals); and then by everything else they say, which is arbitrary
 * but the same everywhere.
 *
 * @param reading what was said; of a cancellation, which reading is withdrawn; of a reversal, what the edit or substitute
 *     said that is taken back. The wire's {@code reading}
 * @param kind in what capacity; the wire's {@code kind}
 * @param knownAt when we came to know it, in whole milliseconds; the wire's {@code known_at}
 * @param author who said it, up to 128 characters, or null if a machine did; an edit and a reversal have one. The wire's
 *     {@code author}
 * @param reason why, up to 1,000 characters, or null if nobody gave one; an edit and a reversal have one. The wire's {@code
 *     reason}
 */
public record ReadingVersion(
        MeterReading reading,
        Kind kind,
        Instant knownAt,
        @Nullable String author,
        @Nullable String reason) implements Comparable<ReadingVersion> {

    /** The largest number of {@code char}s of a reason: 1,000. */
    public static final int LONGEST_REASON = 1_000;

    private static final Comparator<ReadingVersion> ORDER = Comparator.comparing(ReadingVersion::knownAt)
            .thenComparing(ReadingVersion::kind, Comparator.comparingInt(kind -> kind.turn))
            .thenComparing(ReadingVersion::reading, readingOrder())
            .thenComparing(ReadingVersion::author, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(ReadingVersion::reason, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** In what capacity a version was stated. The names are what every wire carries as {@code kind}. */
    public enum Kind {
        /** The meter or its operator delivered the value in the ordinary course. */
        DELIVERY(1),
        /** The source says that what it delivered before was wrong, and what is right. */
        CORRECTION(3),
        /** A person decided, and gave a reason. */
        EDIT(4),
        /** A method computed the value because there was none, or none that could be used. */
        SUBSTITUTE(2),
        /** The source withdraws a value (Storno); it states none. */
        CANCELLATION(0),
        /** A person takes an edit or a substitute back, and gave a reason; it states no value of its own. */
        REVERSAL(5);

        private final int turn;

        Kind(int turn) {
            this.turn = turn;
        }
    }

    /** Checks that the version says what its kind has to say. */
    public ReadingVersion {
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(kind, "kind");
        WireTime.require(knownAt, "the time of knowledge");
        if (author != null) {
            WireText.require(author, "the author");
        }
        if (reason != null) {
            WireText.require(reason, "the reason", LONGEST_REASON);
        }
        if ((kind == Kind.EDIT || kind == Kind.REVERSAL) && (author == null || reason == null)) {
            throw new IllegalArgumentException((kind == Kind.EDIT ? "an edit" : "a reversal") + " of meter "
                    + reading.meterId() + " at " + reading.timestamp()
                    + " has no " + (author == null ? "author" : "reason") + "; say who decided and why");
        }
        boolean own = kind == Kind.EDIT || kind == Kind.SUBSTITUTE || kind == Kind.REVERSAL;
        if (own && reading.consumption() == null) {
            throw new IllegalArgumentException("the " + kind + " of meter " + reading.meterId() + " at "
                    + reading.timestamp() + " has no energy; withdraw a value with a cancellation instead");
        }
        if (kind == Kind.SUBSTITUTE && reading.quality().method() == SubstitutionMethod.NONE) {
            throw new IllegalArgumentException("the substitute of meter " + reading.meterId() + " at "
                    + reading.timestamp() + " does not say its method; use UNSPECIFIED if it is not known");
        }
        if (own && reading.quality().code().isMeasured()) {
            throw new IllegalArgumentException("the " + kind + " of meter " + reading.meterId() + " at "
                    + reading.timestamp() + " is marked " + reading.quality().code()
                    + ", like a measured value; mark it EDITED, ESTIMATED or worse");
        }
    }

    /**
     * What a meter delivered.
     *
     * @param reading the reading
     * @param knownAt when it arrived
     * @return the version
     */
    public static ReadingVersion delivery(MeterReading reading, Instant knownAt) {
        return new ReadingVersion(reading, Kind.DELIVERY, knownAt, null, null);
    }

    /**
     * What the source says is right instead of what it delivered.
     *
     * @param reading the right reading; without consumption it says that there is no value
     * @param knownAt when it arrived
     * @param reason why, or null if the source did not say
     * @return the version
     */
    public static ReadingVersion correction(MeterReading reading, Instant knownAt, @Nullable String reason) {
        return new ReadingVersion(reading, Kind.CORRECTION, knownAt, null, reason);
    }

    /**
     * What a person decided.
     *
     * @param reading the reading, with consumption and not marked as measured
     * @param knownAt when it was decided
     * @param author who decided
     * @param reason why
     * @return the version
     */
    public static ReadingVersion edit(MeterReading reading, Instant knownAt, String author, String reason) {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(reason, "reason");
        return new ReadingVersion(reading, Kind.EDIT, knownAt, author, reason);
    }

    /**
     * What a method computed.
     *
     * @param reading the reading, with consumption and the method in its quality, not marked as measured
     * @param knownAt when it was computed
     * @param reason why, or null if it need not be said
     * @return the version
     */
    public static ReadingVersion substitute(MeterReading reading, Instant knownAt, @Nullable String reason) {
        return new ReadingVersion(reading, Kind.SUBSTITUTE, knownAt, null, reason);
    }

    /**
     * That a value is withdrawn.
     *
     * @param withdrawn the reading that is withdrawn; with consumption it withdraws that amount, without, whatever holds
     * @param knownAt when we were told
     * @param reason why, or null if the source did not say
     * @return the version
     */
    public static ReadingVersion cancellation(MeterReading withdrawn, Instant knownAt, @Nullable String reason) {
        return new ReadingVersion(withdrawn, Kind.CANCELLATION, knownAt, null, reason);
    }

    /**
     * That a person takes an edit or a substitute back, so that what would hold without it holds again.
     *
     * @param reversed the edit or substitute
     * @param knownAt when it was decided; the reversal takes back what was known by then
     * @param author who decided
     * @param reason why
     * @return the version
     * @throws IllegalArgumentException if what is to be taken back is neither an edit nor a substitute: what a source
     *     said is withdrawn by the source, with a correction or a cancellation
     */
    public static ReadingVersion reversal(ReadingVersion reversed, Instant knownAt, String author, String reason) {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(reason, "reason");
        if (!reversed.isOwnAct()) {
            throw new IllegalArgumentException(
                    "the " + reversed.kind + " of meter " + reversed.reading.meterId() + " at "
                            + reversed.reading.timestamp()
                            + " cannot be taken back; only edits and substitutes can, a source corrects or cancels");
        }
        return new ReadingVersion(reversed.reading, Kind.REVERSAL, knownAt, author, reason);
    }

    /** By knowledge, then kind, then content. */
    @Override
    public int compareTo(ReadingVersion other) {
        return ORDER.compare(this, other);
    }

    /** Whether both name the same energy of the same interval; an absent amount equals an absent one. */
    boolean hasSameAmountAs(ReadingVersion other) {
        return Objects.equals(reading.consumption(), other.reading.consumption())
                && reading.interval().equals(other.reading.interval());
    }

    /** Whether it was our side that said it, so that we can take it back. */
    boolean isOwnAct() {
        return kind == Kind.EDIT || kind == Kind.SUBSTITUTE;
    }

    /** Whether this reversal takes another version back. */
    boolean reverses(ReadingVersion other) {
        return other.isOwnAct() && hasSameAmountAs(other) && hasSameMarkAs(other);
    }

    /** Whether both say the same in the same capacity, whenever we were told. */
    boolean isSameStatementAs(ReadingVersion other) {
        return kind == other.kind
                && hasSameAmountAs(other)
                && hasSameMarkAs(other)
                && (kind == Kind.DELIVERY
                        || (Objects.equals(author, other.author) && Objects.equals(reason, other.reason)));
    }

    private boolean hasSameMarkAs(ReadingVersion other) {
        return reading.quality().code() == other.reading.quality().code()
                && reading.quality().method() == other.reading.quality().method();
    }

    private static Comparator<MeterReading> readingOrder() {
        return Comparator.comparing(MeterReading::meterId)
                .thenComparing(MeterReading::register, registerOrder())
                .thenComparing(MeterReading::timestamp)
                .thenComparing(MeterReading::intervalSeconds)
                .thenComparing(MeterReading::consumption, Comparator.nullsFirst(Comparator.<Energy>naturalOrder()))
                .thenComparing(reading -> reading.quality().code())
                .thenComparing(reading -> reading.quality().method())
                .thenComparingDouble(reading -> reading.quality().score())
                .thenComparingDouble(reading -> reading.electrical().voltage())
                .thenComparingDouble(reading -> reading.electrical().current())
                .thenComparingDouble(reading -> reading.electrical().powerFactor())
                .thenComparingDouble(reading -> reading.electrical().frequency())
                .thenComparingDouble(reading -> reading.ambient().temperature())
                .thenComparingDouble(reading -> reading.ambient().humidity());
    }

    private static Comparator<ObisCode> registerOrder() {
        return Comparator.comparingInt(ObisCode::a)
                .thenComparingInt(ObisCode::b)
                .thenComparingInt(ObisCode::c)
                .thenComparingInt(ObisCode::d)
                .thenComparingInt(ObisCode::e)
                .thenComparingInt(ObisCode::f);
    }
}
