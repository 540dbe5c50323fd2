/**
 * A data lake of readings in an S3 bucket: Parquet objects in Hive-style partitions by market day, region and meter type, a
 * raw zone of records as they came, and a log that says which objects count. Entry point: {@link
 * io.metrify.connector.s3.S3Lake#builder}; {@link io.metrify.connector.s3.S3Clients} makes a client for AWS or any other store
 * that speaks S3 and honours conditional writes.
 */
@NullMarked
package io.metrify.connector.s3;

import org.jspecify.annotations.NullMarked;
