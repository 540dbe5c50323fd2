package io.metrify.connector.s3;

/** An object that counts as part of a lake: one of readings, or one of the raw zone. */
public sealed interface LakeEntry permits LakeObject, RawObject {

    /**
     * Where it is.
     *
     * @return its key in the bucket
     */
    String key();

    /**
     * How large it is in the store.
     *
     * @return its size in bytes
     */
    long bytes();

    /**
     * The store's mark of its content.
     *
     * @return the mark as the store quotes it
     */
    String eTag();
}
