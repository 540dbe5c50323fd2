package io.metrify.quality;

import io.metrify.quality.QualityCounts.Cause;
import io.metrify.validation.Finding;
import io.metrify.validation.Severity;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What which rule cost which dimension so far, to be counted on. */
final class CauseTable {

    private final RuleDimensions dimensions;
    private final Map<Dimension, Map<String, Cause>> causes = new EnumMap<>(Dimension.class);

    CauseTable(RuleDimensions dimensions) {
        this.dimensions = dimensions;
    }

    /** Puts one reading or slot down to a cause, if there is one; says whether there is. */
    boolean count(Dimension dimension, FirstCause cause) {
        return count(dimension, cause.rule(), cause.alone());
    }

    /** The same for a cause without which the reading or slot would not be lost, whatever others say of it. */
    void countAlone(Dimension dimension, FirstCause cause) {
        count(dimension, cause.rule(), true);
    }

    private boolean count(Dimension dimension, @Nullable String rule, boolean alone) {
        if (rule == null) {
            return false;
        }
        causes.computeIfAbsent(dimension, any -> new HashMap<>(4))
                .merge(rule, new Cause(1, alone ? 1 : 0), Cause::plus);
        return true;
    }

    /** Adds what was counted in another table. */
    void add(CauseTable other) {
        other.causes.forEach((dimension, rules) -> {
            Map<String, Cause> both = causes.computeIfAbsent(dimension, any -> new HashMap<>(4));
            rules.forEach((rule, cause) -> both.merge(rule, cause, Cause::plus));
        });
    }

    /** What an accepted reading lost a dimension by. */
    FirstCause ofAccepted(Dimension dimension, List<Finding> found) {
        FirstCause cause = new FirstCause();
        for (Finding finding : found) {
            if (dimensions.costOf(finding) == dimension) {
                cause.offer(finding.rule(), finding.severity());
            }
        }
        return cause;
    }

    /**
     * What a rejected reading lost a dimension by. Its errors cost its use, and leave its slot empty, whatever they speak of;
     * its warnings cost what they speak of, as they would if it had been accepted.
     */
    FirstCause ofRejected(Dimension dimension, List<Finding> found) {
        FirstCause cause = new FirstCause();
        boolean uses = dimension == Dimension.VALIDITY || dimension == Dimension.COMPLETENESS;
        boolean explained = false;
        for (Finding finding : found) {
            boolean error = finding.severity() == Severity.ERROR;
            explained |= error;
            if (error ? uses : dimensions.costOf(finding) == dimension) {
                cause.offer(finding.rule(), finding.severity());
            }
        }
        if (uses && !explained) {
            cause.offer(QualityCounts.REJECTED, Severity.ERROR);
        }
        return cause;
    }

    Map<Dimension, Map<String, Cause>> causes() {
        return causes;
    }
}
