package io.metrify.quality.report.html;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as text, the same on every machine. */
public final class Figures {

    private static final int PERCENT = 100;
    private static final double MILLION = 1e6;

    private Figures() {}

    /**
     * A whole number.
     *
     * @param count any number
     * @return with a comma before every three digits
     */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /**
     * A count with its noun: "1 meter", "2 meters".
     *
     * @param count any number
     * @param singular the noun, whose plural has an s
     * @return both
     */
    public static String count(long count, String singular) {
        return count(count) + " " + singular + (count == 1 ? "" : "s");
    }

    /**
     * An amount of energy, none of whose digits is rounded.
     *
     * @param kilowattHours the amount in kWh
     * @return all six decimals
     */
    public static String exact(BigDecimal kilowattHours) {
        return String.format(Locale.ROOT, "%,.6f", kilowattHours.setScale(6, RoundingMode.UNNECESSARY));
    }

    /**
     * A share of 1 in percent; what is neither nothing nor everything never reads as 0 % or 100 %.
     *
     * @param share 0 to 1
     * @return with two decimals unless it is nothing or everything
     */
    public static String percent(double share) {
        if (share > 0 && share < 0.0001) {
            return "< 0.01 %";
        }
        if (share < 1 && share > 0.9999) {
            return "> 99.99 %";
        }
        String digits = share == Math.rint(share) ? "%.0f %%" : "%.2f %%";
        return String.format(Locale.ROOT, digits, share * PERCENT);
    }

    /**
     * A part of a whole.
     *
     * @param part how many
     * @param whole of how many
     * @return the share, 0 of nothing
     */
    public static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /**
     * A score from 0 to 1 in whole parts per million, as scores are kept.
     *
     * @param score 0 to 1
     * @return six decimals
     */
    public static String score(double score) {
        return BigDecimal.valueOf(Math.round(score * MILLION), 6)
                .stripTrailingZeros()
                .setScale(6, RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /**
     * A time that something took.
     *
     * @param seconds how long
     * @return with one decimal
     */
    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%,.1f s", seconds);
    }

    /**
     * A length of time.
     *
     * @param length how long
     * @return for example {@code 25 h} or {@code 23 h 30 min}
     */
    public static String hours(Duration length) {
        return length.toHours() + " h" + (length.toMinutesPart() == 0 ? "" : " " + length.toMinutesPart() + " min");
    }

    /**
     * The length of a slot.
     *
     * @param length how long, in whole seconds
     * @return for example {@code 15 min}, {@code 1 h} or {@code 90 s}
     */
    public static String length(Duration length) {
        long seconds = length.toSeconds();
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    /**
     * A text that is not longer than there is room for.
     *
     * @param text any text
     * @param most how many characters at most
     * @return the text, or its beginning with a sign that some is left out
     */
    public static String clip(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    /**
     * A position in percent of a chart, short enough to be written thousands of times.
     *
     * @param share 0 to 1
     * @return for example {@code 12.5%}
     */
    public static String position(double share) {
        return new BigDecimal(share * PERCENT)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString() + "%";
    }
}
