/**
 * Readers of the files the metering industry exchanges. The entry point is {@link io.metrify.formats.ReadingFormat}: it
 * names the formats, and turns a file into {@link io.metrify.formats.FileRecord}s, at least one for everything that
 * should hold a reading, whether it does or not. Files are streamed; nothing here holds one in memory.
 */
@NullMarked
package io.metrify.formats;

import org.jspecify.annotations.NullMarked;
