package io.metrify.samples.pipeline.report;

import io.metrify.quality.report.html.Html;
import java.io.IOException;
import java.sql.SQLException;

/** One part of the report with a heading of its own. */
interface Section {

    /** What links to the section say after the #. */
    String id();

    String heading();

    /** Writes what stands below the heading. */
    void write(Html html) throws IOException, SQLException;
}
