/**
 * S3 buckets as sources and sinks.
 */
@NullMarked
package io.metrify.connector.s3;

import org.jspecify.annotations.NullMarked;
