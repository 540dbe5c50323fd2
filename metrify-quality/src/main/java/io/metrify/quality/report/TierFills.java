package io.metrify.quality.report;

import io.metrify.quality.QualityTier;
import io.metrify.quality.report.html.Html;
import java.io.IOException;
import java.util.List;

/** How grades and gaps are filled: each with a pattern of its own, so that colour is not all that tells them apart. */
final class TierFills {

    /** The worst first: it stands at the bottom of a bar, where it is compared most easily. */
    static final List<QualityTier> FROM_WORST =
            List.of(QualityTier.POOR, QualityTier.FAIR, QualityTier.GOOD, QualityTier.EXCELLENT);

    private TierFills() {}

    /** Writes the patterns that the style sheet refers to, once for a page. */
    static void define(Html html) throws IOException {
        html.open("svg", "class", "patterns", "aria-hidden", "true", "width", "0", "height", "0")
                .open("defs");
        pattern(html, "fill-good", "6", "M-1 7L7 -1M-1 1L1 -1M5 7L7 5");
        pattern(html, "fill-fair", "6", "M0 3H6M3 0V6");
        pattern(html, "fill-gap", "7", "M-1 8L8 -1M-1 1L1 -1M6 8L8 6");
        html.close().close();
    }

    static String style(QualityTier tier) {
        return "tier-" + Wording.tier(tier);
    }

    /** A small square for a legend. */
    static void swatch(Html html, String style) throws IOException {
        html.open("svg", "class", "swatch", "aria-hidden", "true", "width", "16", "height", "16");
        html.empty("rect", "class", style, "x", "1", "y", "1", "width", "14", "height", "14")
                .close();
    }

    private static void pattern(Html html, String id, String size, String lines) throws IOException {
        html.open("pattern", "id", id, "width", size, "height", size, "patternUnits", "userSpaceOnUse");
        html.empty("rect", "width", size, "height", size)
                .empty("path", "d", lines)
                .close();
    }
}
