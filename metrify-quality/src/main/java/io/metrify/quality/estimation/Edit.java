package io.metrify.quality.estimation;

import io.metrify.model.meter.ReadingVersion;
import io.metrify.model.meter.ReadingVersion.Kind;
import java.util.List;

/**
 * One act of a person: versions that are stated together, to be appended to a {@link SeriesHistory}. Each says who, when and
 * why.
 *
 * @param versions edits, or reversals, or what was reversed stated again; in the order of time, at most one for each reading.
 *     Empty if there was nothing to do
 */
public record Edit(List<ReadingVersion> versions) {

    /** Checks that a person speaks, and copies. */
    public Edit {
        versions = List.copyOf(versions);
        for (ReadingVersion version : versions) {
            boolean own =
                    version.kind() == Kind.EDIT || version.kind() == Kind.REVERSAL || version.kind() == Kind.SUBSTITUTE;
            if (!own || version.author() == null || version.reason() == null) {
                throw new IllegalArgumentException("the " + version.kind() + " of meter "
                        + version.reading().meterId() + " at "
                        + version.reading().timestamp()
                        + " is no act of a person; an edit has versions with author and reason");
            }
        }
    }

    /**
     * The versions as JSON, for an audit trail.
     *
     * @return one object in a line for each version, lines separated by {@code \n}; empty for no versions
     */
    public String toJsonLines() {
        return String.join(
                "\n",
                versions.stream()
                        .map(version -> AuditJson.of(version).toString())
                        .toList());
    }
}
