package io.metrify.quality.report.html;

import java.io.IOException;

/**
 * A table. On a narrow page its rows become cards in which each cell names its column, so it says its roles itself: a
 * browser forgets them for what is not laid out as a table.
 */
public final class Table {

    private final Html html;
    private final String[] columns;
    private int column;

    private Table(Html html, String[] columns) {
        this.html = html;
        this.columns = columns;
    }

    /**
     * Begins a table; {@link #end} must follow.
     *
     * @param html the page
     * @param caption what the table shows
     * @param columns the names of the columns; that of a column of numbers begins with '#'
     * @return a table without a row
     * @throws IOException if the text cannot be written
     */
    public static Table begin(Html html, String caption, String... columns) throws IOException {
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

    /**
     * Begins a row; {@link #endRow} must follow.
     *
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Table beginRow() throws IOException {
        html.open("tr", "role", "row");
        column = 0;
        return this;
    }

    /**
     * Ends the row.
     *
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Table endRow() throws IOException {
        html.close();
        return this;
    }

    /**
     * A cell.
     *
     * @param text its text
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Table cell(String text) throws IOException {
        return cell(text, "");
    }

    /**
     * A cell with a class of the style sheet.
     *
     * @param text its text
     * @param style the class
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Table cell(String text, String style) throws IOException {
        beginCell(style);
        html.text(text);
        return endCell();
    }

    /**
     * A cell with an amount that programs can read too.
     *
     * @param plain the amount for programs
     * @param shown the amount for people
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Table amount(String plain, String shown) throws IOException {
        beginCell("");
        html.element("data", shown, "value", plain);
        return endCell();
    }

    /**
     * A cell with a text and, for the eye, a bar as long as its share of the whole.
     *
     * @param text its text
     * @param share 0 to 1
     * @param style a class of the style sheet for the bar
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Table bar(String text, double share, String style) throws IOException {
        beginCell("bar").html.open("div", "class", "bar-line");
        html.open("svg", "class", "meter " + style, "aria-hidden", "true");
        html.empty("rect", "class", "track", "width", "100%", "height", "100%");
        html.empty("rect", "class", "fill", "width", Figures.position(share), "height", "100%");
        html.close();
        html.element("span", text).close();
        return endCell();
    }

    /**
     * A cell whose content follows; {@link #endCell} must follow that.
     *
     * @param style a class of the style sheet
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Table beginCell(String style) throws IOException {
        String name = columns[column];
        String kind = (number(name) ? "number " : "") + style;
        boolean first = column == 0;
        html.open(first ? "th" : "td", "role", first ? "rowheader" : "cell", "class", kind, "data-label", name(name));
        column++;
        return this;
    }

    /**
     * Ends the cell.
     *
     * @return this
     * @throws IOException if the text cannot be written
     */
    public Table endCell() throws IOException {
        html.close();
        return this;
    }

    /**
     * Ends the table.
     *
     * @throws IOException if the text cannot be written
     */
    public void end() throws IOException {
        html.close().close().close();
    }

    private static boolean number(String column) {
        return column.startsWith("#");
    }

    private static String name(String column) {
        return number(column) ? column.substring(1) : column;
    }
}
