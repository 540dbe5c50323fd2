package io.metrify.samples.pipeline.report;

import java.io.IOException;

/**
 * A table. On a narrow page its rows become cards in which each cell names its column, so it says its roles itself: a
 * browser forgets them for what is not laid out as a table.
 */
final class Table {

    private final Html html;
    private final String[] columns;
    private int column;

    private Table(Html html, String[] columns) {
        this.html = html;
        this.columns = columns;
    }

    /** Begins a table; the name of a column of numbers begins with '#'. */
    static Table begin(Html html, String caption, String... columns) throws IOException {
        html.open("div", "class", "table");
        html.open("table", "role", "table").element("caption", caption);
        html.open("thead", "role", "rowgroup").open("tr", "role", "row");
        for (String column : columns) {
            html.element(
                    "th",
                    name(column),
                    "scope",
                    "col",
                    "role",
                    "columnheader",
                    "class",
                    number(column) ? "number" : "");
        }
        html.close().close().open("tbody", "role", "rowgroup");
        return new Table(html, columns);
    }

    Table beginRow() throws IOException {
        html.open("tr", "role", "row");
        column = 0;
        return this;
    }

    Table endRow() throws IOException {
        html.close();
        return this;
    }

    Table cell(String text) throws IOException {
        return cell(text, "");
    }

    /** A cell with a class of the style sheet. */
    Table cell(String text, String style) throws IOException {
        beginCell(style);
        html.text(text);
        return endCell();
    }

    /** A cell with an amount that programs can read too. */
    Table amount(String plain, String shown) throws IOException {
        beginCell("");
        html.element("data", shown, "value", plain);
        return endCell();
    }

    /** A cell with a text and, for the eye, a bar as long as its share of the whole. */
    Table bar(String text, double share, String style) throws IOException {
        beginCell("bar").html.open("div", "class", "bar-line");
        html.open("svg", "class", "meter " + style, "aria-hidden", "true");
        html.empty("rect", "class", "track", "width", "100%", "height", "100%");
        html.empty("rect", "class", "fill", "width", Figures.position(share), "height", "100%");
        html.close();
        html.element("span", text).close();
        return endCell();
    }

    /** A cell whose content follows; {@link #endCell} must follow that. */
    Table beginCell(String style) throws IOException {
        String name = columns[column];
        String kind = (number(name) ? "number " : "") + style;
        boolean first = column == 0;
        html.open(first ? "th" : "td", "role", first ? "rowheader" : "cell", "class", kind, "data-label", name(name));
        column++;
        return this;
    }

    Table endCell() throws IOException {
        html.close();
        return this;
    }

    void end() throws IOException {
        html.close().close().close();
    }

    private static boolean number(String column) {
        return column.startsWith("#");
    }

    private static String name(String column) {
        return number(column) ? column.substring(1) : column;
    }
}
