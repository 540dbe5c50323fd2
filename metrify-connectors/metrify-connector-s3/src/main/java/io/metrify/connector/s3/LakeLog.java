package io.metrify.connector.s3;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What a lake consists of, as numbered steps: each is an object that is only written if none has its number yet, so of
 * several writers exactly one takes a number, and the others read its step and try the next. Readers see a step entirely or
 * not at all. Every so many steps the state is written as a checkpoint, from which others start.
 *
 * <p>Safe for use by many threads, which commit one after another.
 */
final class LakeLog {

    private static final int DIGITS = 20;

    /** What step numbers of checkpoints are subtracted from, so that a listing begins with the newest. */
    private static final long LAST = 9_000_000_000_000_000_000L;

    /** How often a step is tried whose number others take again and again. */
    private static final int MOST_RACES = 1_000;

    /** What stands in place of steps whose content was erased; they keep their number, so that nobody takes it again. */
    private static final byte[] ERASED = "{\"erased\":true}".getBytes(StandardCharsets.UTF_8);

    private final Bucket bucket;
    private final Vault vault;
    private final String steps;
    private final String checkpoints;
    private final int checkpointEvery;
    private LakeState state = new LakeState();
    private boolean conditionsHold;
    private boolean checkpointDue;

    LakeLog(Bucket bucket, Vault vault, String prefix, int checkpointEvery) {
        this.bucket = bucket;
        this.vault = vault;
        this.steps = prefix + "/_log/steps/";
        this.checkpoints = prefix + "/_log/checkpoints/";
        this.checkpointEvery = checkpointEvery;
    }

    /** What a caller wants to know of the state as it is now. */
    synchronized <T> T look(Function<LakeState, T> question) {
        refresh();
        return question.apply(state);
    }

    /**
     * Adds a step. The plan is made from the newest state, again and again until nobody else takes its number; what it throws
     * is passed on.
     *
     * @return whether there was anything to add
     */
    synchronized boolean commit(Function<LakeState, Manifest> plan) {
        for (int race = 0; race < MOST_RACES; race++) {
            refresh();
            Manifest step = plan.apply(state);
            if (step.isEmpty()) {
                return false;
            }
            long number = state.version() + 1;
            if (take(number, step)) {
                state.apply(number, step);
                checkpointDue |= number % checkpointEvery == 0;
                writeCheckpointIfDue();
                return true;
            }
        }
        throw new MetrifyException("others took the next number of the lake's log " + MOST_RACES
                + " times in a row; write with fewer processes, or larger batches");
    }

    /** Puts a step under a number; an answer that was lost is made up for by looking whose step is there. */
    private boolean take(long number, Manifest step) {
        String key = stepKey(number);
        Content content = Content.of(vault.seal(key, LogJson.write(step)));
        StoreException lost = null;
        try {
            if (bucket.create(key, content, LogJson.CONTENT_TYPE) != null) {
                requireConditions(key, content);
                return true;
            }
        } catch (StoreException failure) {
            if (!failure.isEffectUnknown()) {
                throw failure;
            }
            lost = failure;
        }
        byte[] there = readBack(key);
        if (there == null && lost != null) {
            throw lost;
        }
        // Of a step that was erased since, the next plan sees by the state what it did.
        return there != null && !isErased(there) && parse(key, there).commit().equals(step.commit());
    }

    /** What is under a key that may be this process's own step: whoever cannot see it does not know what counts. */
    private byte @Nullable [] readBack(String key) {
        try {
            return bucket.find(key);
        } catch (StoreException failure) {
            throw new StoreException(
                    "it cannot be seen who took " + bucket.address(key) + ": " + failure.getMessage(), true, failure);
        }
    }

    /**
     * Writes the same once more, which a store must refuse that honours the condition; one that does not would let two
     * writers take a number without either noticing. Once for a log is enough.
     */
    private void requireConditions(String key, Content content) {
        if (conditionsHold) {
            return;
        }
        try {
            if (bucket.create(key, content, LogJson.CONTENT_TYPE) != null) {
                throw new MetrifyException(
                        "the store wrote " + bucket.address(key)
                                + " twice although the request says \"If-None-Match: *\"; a lake needs a store that honours it");
            }
            conditionsHold = true;
        } catch (StoreException busy) {
            // The step is there; the next one tries the store again.
            conditionsHold = false;
        }
    }

    private void refresh() {
        if (state.version() == 0) {
            loadCheckpoint();
        }
        long newest = newestAfter(state.version());
        while (state.version() < newest) {
            String key = stepKey(state.version() + 1);
            byte[] stored = bucket.find(key);
            if (stored != null && !isErased(stored)) {
                state.apply(state.version() + 1, parse(key, stored));
            } else if (!loadCheckpoint()) {
                // Steps are cleared away or erased only when they are in a checkpoint.
                throw new MetrifyException("the lake's log lacks step " + (state.version() + 1)
                        + " and has no checkpoint after it; restore " + bucket.address(steps)
                        + " from its versions or a backup");
            }
        }
    }

    /** A listing that passes by while others write may lack a step before one that it has, so only its last counts. */
    private long newestAfter(long version) {
        try (Stream<S3Object> listed = bucket.list(steps, stepKey(version))) {
            return listed.mapToLong(object -> number(object.key(), steps)).max().orElse(version);
        }
    }

    /** Starts from the newest checkpoint; false if there is none newer than the state. */
    private boolean loadCheckpoint() {
        String newest = newestCheckpoint();
        while (newest != null && LAST - number(newest, checkpoints) > state.version()) {
            byte[] stored = bucket.find(newest);
            if (stored != null && !isErased(stored)) {
                try {
                    state = LogJson.state(vault.open(newest, stored));
                } catch (IOException e) {
                    throw foreign(newest, e);
                }
                return true;
            }
            // It was erased or cleared away since it was listed, which is done only when there is a newer one.
            String newer = newestCheckpoint();
            if (newest.equals(newer)) {
                return false;
            }
            newest = newer;
        }
        return false;
    }

    private @Nullable String newestCheckpoint() {
        try (Stream<S3Object> listed = bucket.list(checkpoints)) {
            return listed.map(S3Object::key).findFirst().orElse(null);
        }
    }

    private void writeCheckpointIfDue() {
        if (!checkpointDue) {
            return;
        }
        try {
            writeCheckpoint();
            checkpointDue = false;
        } catch (StoreException busy) {
            // The step counts without it; the next one tries again.
            checkpointDue = true;
        }
    }

    /** Another writer of the same checkpoint writes the same. */
    private void writeCheckpoint() {
        String key = checkpointKey(state.version());
        bucket.create(key, Content.of(vault.seal(key, LogJson.write(state))), LogJson.CONTENT_TYPE);
    }

    /** Writes a checkpoint of now, and erases the content of all steps and checkpoints before it. */
    synchronized List<String> eraseHistory() {
        refresh();
        long version = state.version();
        if (version > 0) {
            writeCheckpoint();
        }
        List<String> erased = olderThan(version, Instant.MAX);
        for (String key : erased) {
            bucket.replace(key, ERASED, LogJson.CONTENT_TYPE);
        }
        return erased;
    }

    /**
     * Removes steps that the checkpoint before the newest makes superfluous and that were written before a time. A writer
     * that began before them and still wants to take one of their numbers has had that long.
     */
    synchronized int clear(Instant before) {
        List<Long> kept;
        try (Stream<S3Object> listed = bucket.list(checkpoints)) {
            kept = listed.map(object -> LAST - number(object.key(), checkpoints))
                    .limit(2)
                    .toList();
        }
        if (kept.size() < 2) {
            return 0;
        }
        List<String> old = olderThan(kept.get(1), before);
        old.forEach(bucket::delete);
        return old.size();
    }

    private List<String> olderThan(long version, Instant before) {
        try (Stream<S3Object> listedSteps = bucket.list(steps);
                Stream<S3Object> listedCheckpoints = bucket.list(checkpoints)) {
            return Stream.concat(
                            listedSteps.filter(object -> number(object.key(), steps) <= version),
                            listedCheckpoints.filter(object -> LAST - number(object.key(), checkpoints) < version))
                    .filter(object -> object.lastModified() == null
                            || object.lastModified().isBefore(before))
                    .map(S3Object::key)
                    .toList();
        }
    }

    private String stepKey(long version) {
        return steps + String.format(Locale.ROOT, "%0" + DIGITS + "d.json", version);
    }

    private String checkpointKey(long version) {
        return checkpoints + String.format(Locale.ROOT, "%0" + DIGITS + "d.json", LAST - version);
    }

    private long number(String key, String prefix) {
        try {
            return Long.parseLong(key, prefix.length(), prefix.length() + DIGITS, 10);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw foreign(key, e);
        }
    }

    private static boolean isErased(byte[] stored) {
        return Arrays.equals(stored, ERASED);
    }

    private Manifest parse(String key, byte[] stored) {
        try {
            return LogJson.manifest(vault.open(key, stored));
        } catch (IOException e) {
            throw foreign(key, e);
        }
    }

    private MalformedRecordException foreign(String key, Exception cause) {
        return new MalformedRecordException(
                "",
                bucket.address(key) + " is no step of a lake's log: " + cause.getMessage()
                        + "; find out who wrote it and remove it",
                cause);
    }
}
