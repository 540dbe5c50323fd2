package io.metrify.connector.s3;

/** What batches follow each other in: a partition of a source, as one pipeline reads it. */
record BatchStream(String pipeline, String source, String partition) {

    Lane lane() {
        return new Lane(pipeline, partition);
    }

    /** What is claimed at once: a partition of whatever a pipeline reads. */
    record Lane(String pipeline, String partition) {}
}
