package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a statement answers, and how much of it was carried out.
 *
 * @param data the part of the answer that depends on the statement
 * @param carriedOut false if the statement was only recorded
 * @param recordedOnly clauses of a statement that was otherwise carried out
 */
record Answer(ObjectNode data, boolean carriedOut, List<String> recordedOnly) {

    static final long SELECT = 0x1000;
    static final long INSERT = 0x3100;
    static final long UPDATE = 0x3200;
    static final long DELETE = 0x3300;
    static final long MERGE = 0x3400;
    static final long COPY = 0x3600;
    static final long ALTER_SESSION = 0x4100;
    static final long USE = 0x4300;
    static final long SHOW = 0x4400;
    static final long TRANSACTION = 0x5000;
    static final long DDL = 0x6000;
    static final long GET = 0x7101;
    static final long PUT = 0x7102;
    static final long SEVERAL = 0xA000;

    static Answer done(long type, String message) {
        return rows(type, List.of(ResultColumn.text("status")), List.of(List.of(message)));
    }

    /** A statement whose text is right as far as this server can tell, and that nothing was done for. */
    static Answer recorded(String message) {
        return new Answer(done(DDL, message).data(), false, List.of());
    }

    static Answer changed(long type, String label, long rows) {
        return rows(type, List.of(ResultColumn.number(label)), List.of(List.of(Long.toString(rows))));
    }

    static Answer rows(long type, List<ResultColumn> columns, List<List<String>> rows) {
        ObjectNode data = Json.object();
        data.put("statementTypeId", type);
        ArrayNode rowtype = data.putArray("rowtype");
        columns.forEach(column -> rowtype.add(column.describe()));
        ArrayNode rowset = data.putArray("rowset");
        for (List<String> row : rows) {
            ArrayNode values = rowset.addArray();
            row.forEach(values::add);
        }
        data.put("total", rows.size());
        data.put("returned", rows.size());
        return new Answer(data, true, List.of());
    }

    Answer withRecordedOnly(List<String> clauses) {
        return new Answer(data, carriedOut, List.copyOf(clauses));
    }
}
