package io.metrify.quality.report;

import io.metrify.model.MarketCalendar;
import io.metrify.quality.QualityTier;
import io.metrify.quality.report.html.TimeAxis;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The days of a report as a chart has room for them: each for itself, or added up by month where there are many.
 *
 * @param byMonth whether a group is a month
 * @param groups the groups in the order of time; of more than 400 the latest
 * @param leftOut how many earlier groups are not among them
 */
record DayGroups(boolean byMonth, List<Group> groups, int leftOut) {

    /** More bars than this cannot be told apart. */
    static final int MOST = 400;

    private static final int FEW = 10;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

    /**
     * One day or month.
     *
     * @param label what stands below it, if there is room
     * @param name what a table calls it
     * @param from its start in seconds since 1970
     * @param to its end
     * @param meters meters, or meter-days, by grade
     */
    record Group(String label, String name, long from, long to, TierCounts meters) {}

    static DayGroups of(List<ReportedDay> days, MarketCalendar calendar) {
        boolean byMonth = days.size() > MOST;
        NavigableMap<LocalDate, TierCounts> sums = new TreeMap<>();
        for (ReportedDay day : days) {
            sums.merge(byMonth ? day.date().withDayOfMonth(1) : day.date(), day.meters(), TierCounts::plus);
        }
        int leftOut = Math.max(0, sums.size() - MOST);
        List<Group> groups = sums.entrySet().stream()
                .skip(leftOut)
                .map(sum -> group(sum.getKey(), sum.getValue(), byMonth, calendar))
                .toList();
        return new DayGroups(byMonth, groups, leftOut);
    }

    String unit() {
        return byMonth ? "month" : "market day";
    }

    /** Whether the meters of no group that are not excellent would fill a tenth of it: too little to be seen beside the others. */
    boolean areMostlyExcellent() {
        return groups.stream()
                .map(Group::meters)
                .allMatch(meters -> (meters.total() - meters.of(QualityTier.EXCELLENT)) * FEW <= meters.total());
    }

    private static Group group(LocalDate first, TierCounts meters, boolean byMonth, MarketCalendar calendar) {
        LocalDate next = byMonth ? first.plusMonths(1) : first.plusDays(1);
        return new Group(
                byMonth ? MONTH.format(first) : dayLabel(first, calendar),
                byMonth ? MONTH.format(first) : Wording.date(first),
                start(first, calendar),
                start(next, calendar),
                meters);
    }

    private static String dayLabel(LocalDate date, MarketCalendar calendar) {
        return calendar.exists(date) ? TimeAxis.dayLabel(calendar, date, false) : date.toString();
    }

    /** A date that the zone skipped begins, and ends, where the next one begins. */
    private static long start(LocalDate date, MarketCalendar calendar) {
        LocalDate existing = calendar.exists(date) ? date : date.plusDays(1);
        return calendar.day(existing).start().getEpochSecond();
    }
}
