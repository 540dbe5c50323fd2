package io.metrify.connector.api;

import io.metrify.model.MetrifyException;

/** Another process has claimed the partition since, and nothing was written. It is never tried again. */
public final class FencedException extends MetrifyException {

    private static final long serialVersionUID = 1L;

    /**
     * A write that came too late.
     *
     * @param span what was to be written
     * @param epoch the epoch of the claim under which it was to be written
     * @param where the store that refused it
     */
    public FencedException(BatchSpan span, long epoch, String where) {
        super(where + " refuses batch " + span + " of epoch " + epoch
                + ": another process of the same pipeline has claimed the partition since; stop this one, the other goes"
                + " on where the last commit stands");
    }
}
