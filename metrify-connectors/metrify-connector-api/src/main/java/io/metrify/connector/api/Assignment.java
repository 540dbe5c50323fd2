package io.metrify.connector.api;

import java.util.Set;

/**
 * What a {@link Source} tells its reader about partitions: which are the reader's, and which are not any more. A source
 * calls it from within {@link Source#open}, {@link Source#poll} or {@link Source#idle}, on the reader's thread.
 */
public interface Assignment {

    /**
     * The partitions are the reader's from now on.
     *
     * @param partitions which; empty is harmless
     * @return where to begin in them; a partition that is not named begins at its beginning, or wherever the source was
     *     told to begin if nothing of it was stored
     */
    Checkpoint taken(Set<String> partitions);

    /**
     * The partitions are about to be given to another reader. When this returns, everything that was polled of them is
     * stored, or will not be.
     *
     * @param partitions which; those that are not the reader's are ignored
     */
    void given(Set<String> partitions);

    /**
     * The partitions may be another reader's already, so nothing more of them is stored.
     *
     * @param partitions which; those that are not the reader's are ignored
     */
    void lost(Set<String> partitions);
}
