package io.metrify.quality.profile;

import io.metrify.quality.table.Column;
import io.metrify.quality.table.ColumnType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * The form of profiles as bytes: four letters, the version, one byte for what it is, the contents, and the CRC-32 of all
 * before it. There is one way to write a profile, so what would be written otherwise is refused as damaged.
 */
final class ProfileFormat {

    static final int VERSION = 1;

    private static final byte[] LETTERS = {'M', 'P', 'R', 'F'};
    private static final int HEAD = LETTERS.length + 2;
    private static final int CHECK = Integer.BYTES;
    private static final byte PROFILE = 1;
    private static final byte GROUPED = 2;
    private static final int FEWEST_COLUMN_BYTES = 8;

    private ProfileFormat() {}

    static byte[] bytes(DataProfile profile) {
        ProfileOutput output = new ProfileOutput();
        write(profile, output);
        return framed(PROFILE, output);
    }

    static byte[] bytes(GroupedProfile profile) {
        ProfileOutput output = new ProfileOutput();
        profile.write(output);
        return framed(GROUPED, output);
    }

    static DataProfile profile(byte[] bytes) {
        return checked(bytes, PROFILE, ProfileFormat::read, ProfileFormat::bytes);
    }

    static GroupedProfile grouped(byte[] bytes) {
        return checked(bytes, GROUPED, GroupedProfile::read, ProfileFormat::bytes);
    }

    private static byte[] framed(byte kind, ProfileOutput contents) {
        ProfileOutput all = new ProfileOutput();
        all.raw(LETTERS);
        all.raw(new byte[] {VERSION, kind});
        all.raw(contents.toBytes());
        byte[] before = all.toBytes();
        byte[] framed = Arrays.copyOf(before, before.length + CHECK);
        ByteBuffer.wrap(framed).putInt(before.length, check(before, before.length));
        return framed;
    }

    private static <P> P checked(byte[] bytes, byte kind, Function<ProfileInput, P> read, Function<P, byte[]> write) {
        if (bytes.length < HEAD + CHECK || !Arrays.equals(bytes, 0, LETTERS.length, LETTERS, 0, LETTERS.length)) {
            throw new IllegalArgumentException("these " + bytes.length
                    + " bytes are no profile, which begins with MPRF; give what toBytes() wrote");
        }
        if (bytes[LETTERS.length] != VERSION) {
            throw new IllegalArgumentException("the profile is of version " + bytes[LETTERS.length] + ", and up to "
                    + VERSION + " can be read; read it with the version of this library that wrote it");
        }
        int end = bytes.length - CHECK;
        ProfileInput input = new ProfileInput(bytes, HEAD, end);
        if (ByteBuffer.wrap(bytes).getInt(end) != check(bytes, end)) {
            throw input.damaged("the check sum is wrong");
        }
        if (bytes[HEAD - 1] != kind) {
            throw new IllegalArgumentException("these bytes are of "
                    + (kind == PROFILE ? "a profile by group" : "a single profile") + "; read them as such");
        }
        P profile = read.apply(input);
        if (!input.isAtEnd() || !Arrays.equals(write.apply(profile), bytes)) {
            throw input.damaged("it is not written as such a profile is");
        }
        return profile;
    }

    private static int check(byte[] bytes, int length) {
        CRC32 check = new CRC32();
        check.update(bytes, 0, length);
        return (int) check.getValue();
    }

    static void write(DataProfile profile, ProfileOutput output) {
        ProfileSettings settings = profile.settings();
        output.bits(Double.doubleToRawLongBits(settings.relativeError()));
        output.number(settings.mostBuckets());
        output.number(settings.distinctLimit());
        output.number(profile.rows());
        output.number(profile.states().size());
        profile.states().forEach(state -> write(state, output));
    }

    static DataProfile read(ProfileInput input) {
        ProfileSettings settings = settings(input);
        long rows = input.count();
        int columns = input.entries(FEWEST_COLUMN_BYTES);
        List<ColumnState> states = new ArrayList<>(columns);
        Set<String> names = new HashSet<>();
        for (int place = 0; place < columns; place++) {
            ColumnState state = state(input, settings, rows);
            if (!names.add(state.column().name())) {
                throw input.damaged(
                        "two columns have the name " + state.column().name());
            }
            states.add(state);
        }
        return new DataProfile(settings, rows, states);
    }

    private static ProfileSettings settings(ProfileInput input) {
        double relativeError = Double.longBitsToDouble(input.bits());
        int mostBuckets = input.number(Integer.MAX_VALUE);
        int distinctLimit = input.number(Integer.MAX_VALUE);
        try {
            return new ProfileSettings(relativeError, mostBuckets, distinctLimit);
        } catch (IllegalArgumentException unusable) {
            throw input.damaged(String.valueOf(unusable.getMessage()));
        }
    }

    private static void write(ColumnState state, ProfileOutput output) {
        output.text(state.column().name());
        output.text(state.column().type().name());
        output.number(state.column().scale());
        output.number(state.missing());
        output.signed(state.least());
        output.signed(state.greatest());
        if (state.column().type() == ColumnType.DOUBLE) {
            output.number(state.negativeInfinities());
            output.number(state.positiveInfinities());
        }
        if (state.column().type().isNumeric()) {
            output.whole(state.sum());
            output.whole(state.squares());
            write(state.positive(), output);
            write(state.negative(), output);
        }
        write(state.distinct(), state.column().type() == ColumnType.TEXT, output);
    }

    private static ColumnState state(ProfileInput input, ProfileSettings settings, long rows) {
        Column column = column(input);
        long missing = input.count();
        if (missing > rows) {
            throw input.damaged("more values are missing than there are rows");
        }
        long count = rows - missing;
        long least = input.signed();
        long greatest = input.signed();
        boolean isDouble = column.type() == ColumnType.DOUBLE;
        long negativeInfinities = isDouble ? input.count() : 0;
        long positiveInfinities = isDouble ? input.count() : 0;
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        BucketCounts positive = BucketCounts.NONE;
        BucketCounts negative = BucketCounts.NONE;
        if (column.type().isNumeric()) {
            sum = input.whole();
            squares = input.whole();
            positive = buckets(input, settings);
            negative = buckets(input, settings);
        }
        DistinctValues distinct = distinct(input, settings, column.type() == ColumnType.TEXT);
        ColumnState state = new ColumnState(
                column,
                count,
                missing,
                least,
                greatest,
                negativeInfinities,
                positiveInfinities,
                sum,
                squares,
                positive,
                negative,
                distinct);
        StateCheck.problem(state, settings).ifPresent(problem -> {
            throw input.damaged("the column " + column.name() + " " + problem);
        });
        return state;
    }

    private static Column column(ProfileInput input) {
        String name = input.text();
        String type = input.text();
        int scale = input.number(Byte.MAX_VALUE);
        try {
            return new Column(name, ColumnType.valueOf(type), scale);
        } catch (IllegalArgumentException unusable) {
            throw input.damaged(String.valueOf(unusable.getMessage()));
        }
    }

    private static void write(BucketCounts buckets, ProfileOutput output) {
        output.number(buckets.first());
        output.number(buckets.counts().length);
        for (long count : buckets.counts()) {
            output.number(count);
        }
        output.number(buckets.below());
    }

    private static BucketCounts buckets(ProfileInput input, ProfileSettings settings) {
        int most = BucketCounts.all(settings.relativeError());
        int first = input.number(most);
        int length = Math.min(input.entries(1), Math.min(settings.mostBuckets(), most - first));
        long[] counts = new long[length];
        for (int place = 0; place < length; place++) {
            counts[place] = input.count();
        }
        return new BucketCounts(first, counts, input.count());
    }

    private static void write(DistinctValues distinct, boolean isText, ProfileOutput output) {
        output.number(distinct.exceeded() ? 1 : 0);
        output.number(distinct.size());
        long before = 0;
        for (int place = 0; place < distinct.size(); place++) {
            output.number(distinct.hashes()[place] - before);
            output.number(distinct.counts()[place]);
            if (isText) {
                output.text(distinct.texts()[place]);
            }
            before = distinct.hashes()[place];
        }
    }

    private static DistinctValues distinct(ProfileInput input, ProfileSettings settings, boolean isText) {
        boolean exceeded = input.number(1) == 1;
        int size = Math.min(settings.distinctLimit(), input.entries(isText ? 3 : 2));
        long[] hashes = new long[size];
        long[] counts = new long[size];
        String[] texts = new String[isText ? size : 0];
        long before = 0;
        for (int place = 0; place < size; place++) {
            before += input.number();
            hashes[place] = before;
            counts[place] = input.count();
            if (isText) {
                texts[place] = input.text();
            }
        }
        return new DistinctValues(hashes, counts, texts, exceeded);
    }
}
