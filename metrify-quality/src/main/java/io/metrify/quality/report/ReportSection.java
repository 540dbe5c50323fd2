package io.metrify.quality.report;

import io.metrify.quality.report.html.Html;
import java.io.IOException;

/** One part of the page with a heading of its own. */
interface ReportSection {

    /** What links to the section say after the #. */
    String id();

    String heading();

    /** Writes what stands below the heading. */
    void write(Html html) throws IOException;
}
