package io.metrify.connector.s3;

import io.metrify.connector.s3.BatchStream.Lane;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One numbered step of a lake's log.
 *
 * @param commit what tells it from every other attempt at the same number
 * @param operation what was done, for people
 * @param batch the batch that was written, to which what is added without another place belongs; null if none was
 * @param claims lanes that were claimed: batches at or after the position are gone, older epochs are fenced
 * @param fixed up to where the batches of a stream can no longer be replaced, as their objects were merged
 * @param added objects that count from now on
 * @param removed keys of objects that no longer count
 */
record Manifest(
        String commit,
        String operation,
        @Nullable Batch batch,
        Map<Lane, Claimed> claims,
        Map<BatchStream, Long> fixed,
        List<Added> added,
        List<String> removed) {

    Manifest {
        claims = Map.copyOf(claims);
        fixed = Map.copyOf(fixed);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** A step that neither writes a batch nor claims anything. */
    static Manifest change(String operation, List<Added> added, List<String> removed) {
        return new Manifest(newCommit(), operation, null, Map.of(), Map.of(), added, removed);
    }

    static String newCommit() {
        return UUID.randomUUID().toString();
    }

    boolean isEmpty() {
        return batch == null && claims.isEmpty() && fixed.isEmpty() && added.isEmpty() && removed.isEmpty();
    }

    /** A stretch of a stream, and under which claim it was written. */
    record Batch(BatchStream stream, long first, long end, long epoch) {}

    /** From where on a lane was claimed, and the epoch of that. */
    record Claimed(long next, long epoch) {}

    /**
     * An object that counts from now on.
     *
     * @param entry the object
     * @param replaces the key of the object in whose batch it takes the place, or null if it belongs to the manifest's
     *     own batch, or to none
     */
    record Added(LakeEntry entry, @Nullable String replaces) {}
}
