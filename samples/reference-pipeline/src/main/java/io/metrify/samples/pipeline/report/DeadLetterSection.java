package io.metrify.samples.pipeline.report;

import io.metrify.connector.jdbc.WarehouseQueries;
import io.metrify.quality.report.html.Figures;
import io.metrify.quality.report.html.Html;
import io.metrify.quality.report.html.Table;
import io.metrify.samples.pipeline.PublishedHeaders;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Records that were not accepted: why, where they came from, and how they begin. */
final class DeadLetterSection implements Section {

    /** Letters shown of each kind. */
    private static final int SHOWN = 25;

    private static final int LONGEST_REASON = 240;
    private static final int LONGEST_PLACE = 300;
    private static final int MOST_REASONS = 20;

    private static final String BY_FIELD = """
            SELECT kind, path, count(*), min(left(reason, 1000)), count(*) OVER ()
            FROM dead_letters GROUP BY kind, path ORDER BY count(*) DESC, kind, path LIMIT %d
            """.formatted(MOST_REASONS);

    /** A value is cut to what its first 80 characters can be: four bytes each. */
    private static final String LETTERS = """
            SELECT kind, source, "partition", "position", left(#text(headers, %2$s), 2000), path, left(reason, 1000), #prefix("value", 320),
                   octet_length("value"), of_kind
            FROM (SELECT *, count(*) OVER (PARTITION BY kind) AS of_kind, row_number() OVER (
                      PARTITION BY kind ORDER BY source, length("partition"), "partition", "position") AS place
                  FROM (SELECT kind, source, "partition", "position", headers, path, reason, "value"
                        FROM dead_letters) AS letters) AS placed
            WHERE place <= %1$d
            ORDER BY kind DESC, place
            """.formatted(SHOWN, PublishedHeaders.ORIGIN);

    private final WarehouseQueries warehouse;

    DeadLetterSection(WarehouseQueries warehouse) {
        this.warehouse = warehouse;
    }

    private record Letter(String kind, String place, String path, String reason, String value, long ofKind) {}

    @Override
    public String id() {
        return "dead-letters";
    }

    @Override
    public String heading() {
        return "Rejected readings and dead letters";
    }

    @Override
    public void write(Html html) throws IOException, SQLException {
        List<Letter> letters = letters();
        if (letters.isEmpty()) {
            html.element("p", "Every record could be decoded, and no reading was rejected.");
            return;
        }
        html.element(
                "p",
                "What was not accepted is kept whole in the table dead_letters of the warehouse, with its original bytes,"
                        + " to be repaired and sent again.");
        byField(html);
        for (String kind : letters.stream().map(Letter::kind).distinct().toList()) {
            table(
                    html,
                    kind,
                    letters.stream()
                            .filter(letter -> letter.kind().equals(kind))
                            .toList());
        }
    }

    private void byField(Html html) throws IOException, SQLException {
        try (PreparedStatement statement = warehouse.prepare(BY_FIELD);
                ResultSet row = statement.executeQuery()) {
            Table table = Table.begin(
                    html,
                    "What was not accepted by kind and field, the most frequent first; at most " + MOST_REASONS
                            + " rows",
                    "Kind",
                    "Field",
                    "#Records",
                    "For example");
            while (row.next()) {
                table.beginRow().cell(kind(row.getString(1))).cell(field(row.getString(2)));
                table.cell(Figures.count(row.getLong(3)));
                table.cell(Figures.clip(row.getString(4), LONGEST_REASON), "long")
                        .endRow();
            }
            table.end();
        }
    }

    private List<Letter> letters() throws SQLException {
        List<Letter> letters = new ArrayList<>();
        try (PreparedStatement statement = warehouse.prepare(LETTERS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                letters.add(new Letter(
                        row.getString(1),
                        place(row),
                        row.getString(6),
                        row.getString(7),
                        Preview.of(row.getBytes(8), row.getLong(9)),
                        row.getLong(10)));
            }
        }
        return letters;
    }

    private static void table(Html html, String kind, List<Letter> letters) throws IOException {
        long all = letters.get(0).ofKind();
        html.element("h3", heading(kind));
        Table table = Table.begin(
                html,
                letters.size() < all
                        ? "The first " + letters.size() + " of " + Figures.count(all)
                        : Figures.count(all, "record"),
                "Place",
                "Field",
                "Reason",
                "Begins with");
        for (Letter letter : letters) {
            table.beginRow()
                    .cell(Figures.clip(letter.place(), LONGEST_PLACE), "id")
                    .cell(field(letter.path()));
            table.cell(Figures.clip(letter.reason(), LONGEST_REASON), "long").beginCell("long");
            html.element("code", letter.value());
            table.endCell().endRow();
        }
        table.end();
    }

    private static String place(ResultSet row) throws SQLException {
        String partition = row.getString(3);
        String topic = row.getString(2) + (partition.isEmpty() ? "" : "/" + partition) + "@" + row.getLong(4);
        String origin = row.getString(5);
        return origin == null ? topic : origin + ", now " + topic;
    }

    private static String heading(String kind) {
        return switch (kind) {
            case "UNDECODABLE" -> "Dead letters: records that could not be decoded";
            case "REJECTED" -> "Rejected: readings with an error";
            default -> kind(kind);
        };
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "UNDECODABLE" -> "dead letter";
            case "REJECTED" -> "rejected";
            default -> kind.toLowerCase(Locale.ROOT);
        };
    }

    private static String field(String path) {
        return path.isEmpty() ? "the whole record" : Figures.clip(path, LONGEST_PLACE);
    }
}
