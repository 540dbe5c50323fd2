/**
 * A data lake of readings in an S3 bucket: Parquet objects in Hive-style partitions by market day, region and meter
 * type. Entry point: {@link io.metrify.connector.s3.S3Lake#builder}; {@link io.metrify.connector.s3.S3Clients} makes a
 * client for AWS or any other store that speaks S3.
 */
@NullMarked
package io.metrify.connector.s3;

import org.jspecify.annotations.NullMarked;
