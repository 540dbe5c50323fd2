package io.metrify.quality.estimation;

import io.metrify.model.DayType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sheet of a BDEW profile as CSV. */
final class BdewSheet {

    private static final List<String> MONTHS = List.of(
            "Januar",
            "Februar",
            "M\u00e4rz",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember");
    private static final Map<String, DayType> TYPES =
            Map.of("SA", DayType.SATURDAY, "FT", DayType.SUNDAY, "WT", DayType.WORKDAY);
    private static final int COLUMNS = MONTHS.size() * TYPES.size();
    private static final int QUARTER_HOURS = 96;

    private BdewSheet() {}

    /** Where a column's values belong. */
    private record Place(Month month, DayType type) {}

    static LoadProfile.Table read(Reader sheet) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader buffered = new BufferedReader(sheet);
        for (String line = buffered.readLine(); line != null; line = buffered.readLine()) {
            if (!line.isBlank()) {
                lines.add(line.strip());
            }
        }
        if (lines.size() != QUARTER_HOURS + 2) {
            throw malformed(
                    "it has " + lines.size() + " lines, not two of headings and " + QUARTER_HOURS + " of values");
        }
        List<Place> places = places(cells(lines, 0), cells(lines, 1));
        Map<Place, BigDecimal[]> values = new HashMap<>();
        places.forEach(place -> values.put(place, new BigDecimal[QUARTER_HOURS]));
        for (int quarterHour = 0; quarterHour < QUARTER_HOURS; quarterHour++) {
            String[] cells = cells(lines, quarterHour + 2);
            if (!cells[0].startsWith(clock(quarterHour))) {
                throw malformed("line " + (quarterHour + 3) + " is of " + cells[0] + ", not of " + clock(quarterHour));
            }
            for (int column = 0; column < COLUMNS; column++) {
                BigDecimal number = number(cells[column + 1], quarterHour + 3);
                Objects.requireNonNull(values.get(places.get(column)))[quarterHour] = number;
            }
        }
        return (month, type, quarterHour) -> Objects.requireNonNull(values.get(new Place(month, type)))[quarterHour];
    }

    private static List<Place> places(String[] months, String[] types) {
        List<Place> places = new ArrayList<>(COLUMNS);
        for (int column = 1; column <= COLUMNS; column++) {
            int month = MONTHS.indexOf(months[column]);
            DayType type = TYPES.get(types[column]);
            if (month < 0 || type == null) {
                throw malformed("column " + (column + 1) + " is of " + months[column] + " " + types[column]
                        + ", which is no month with SA, FT or WT");
            }
            places.add(new Place(Month.of(month + 1), type));
        }
        if (places.stream().distinct().count() != COLUMNS) {
            throw malformed("a month and type of day stands in two columns");
        }
        return places;
    }

    private static String[] cells(List<String> lines, int line) {
        String[] cells = lines.get(line).split(",", -1);
        if (cells.length != COLUMNS + 1) {
            throw malformed("line " + (line + 1) + " has " + cells.length + " cells, not " + (COLUMNS + 1) + " of "
                    + Arrays.toString(Arrays.copyOf(cells, 2)) + "...");
        }
        return Arrays.stream(cells).map(String::strip).toArray(String[]::new);
    }

    private static BigDecimal number(String cell, int line) {
        try {
            return new BigDecimal(cell);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "line " + line + " of the load profile has \"" + cell + "\", which is no number", notANumber);
        }
    }

    private static String clock(int quarterHour) {
        int minute = quarterHour * 15;
        return (minute < 600 ? "0" : "") + minute / 60 + (minute % 60 == 0 ? ":0" : ":") + minute % 60;
    }

    private static IllegalArgumentException malformed(String fault) {
        return new IllegalArgumentException("this is no sheet of a BDEW load profile: " + fault);
    }
}
