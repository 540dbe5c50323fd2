package io.metrify.samples.pipeline.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as text, the same on every machine. */
final class Figures {

    private static final int PERCENT = 100;
    private static final double MILLION = 1e6;

    private Figures() {}

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A count with its noun: "1 meter", "2 meters". */
    static String count(long count, String singular) {
        return count(count) + " " + singular + (count == 1 ? "" : "s");
    }

    /** All six decimals of an amount in kWh, none of them rounded. */
    static String exact(BigDecimal kilowattHours) {
        return String.format(Locale.ROOT, "%,.6f", kilowattHours.setScale(6, RoundingMode.UNNECESSARY));
    }

    /** A share of 1 in percent; what is neither nothing nor everything never reads as 0 % or 100 %. */
    static String percent(double share) {
        if (share > 0 && share < 0.0001) {
            return "< 0.01 %";
        }
        if (share < 1 && share > 0.9999) {
            return "> 99.99 %";
        }
        String digits = share == Math.rint(share) ? "%.0f %%" : "%.2f %%";
        return String.format(Locale.ROOT, digits, share * PERCENT);
    }

    static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** A score from 0 to 1 in whole parts per million, as scores are kept. */
    static String score(double score) {
        return BigDecimal.valueOf(Math.round(score * MILLION), 6)
                .stripTrailingZeros()
                .setScale(6, RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%,.1f s", seconds);
    }

    /** The length of a day: "24 h", "25 h", "23 h 30 min". */
    static String hours(Duration length) {
        return length.toHours() + " h" + (length.toMinutesPart() == 0 ? "" : " " + length.toMinutesPart() + " min");
    }

    /** At most so many characters, with a sign that some are left out. */
    static String clip(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    /** A position in percent of a chart, short enough to be written thousands of times. */
    static String position(double share) {
        return new BigDecimal(share * PERCENT)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString() + "%";
    }
}
