/**
 * Sources, sinks and the pipeline that moves readings between them without losing count.
 */
@NullMarked
package io.metrify.connector.api;

import org.jspecify.annotations.NullMarked;
