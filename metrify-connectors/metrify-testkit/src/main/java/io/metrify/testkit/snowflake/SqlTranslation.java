package io.metrify.testkit.snowflake;

import io.metrify.testkit.snowflake.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Turns queries and changes of rows into what DuckDB understands: names in upper case, types, a few functions. What has no
 * counterpart goes through as it is, for DuckDB to refuse.
 */
final class SqlTranslation {

    /** Functions whose first argument is a bare word such as {@code day}. */
    private static final Set<String> FIRST_ARGUMENT_IS_A_UNIT = Set.of(
            "DATEADD", "TIMESTAMPADD", "TIMEADD", "DATEDIFF", "TIMESTAMPDIFF", "TIMEDIFF", "DATE_TRUNC", "DATE_PART");

    private static final Map<String, String> RENAMED = Map.of(
            "TIMESTAMPADD", "DATEADD",
            "TIMEADD", "DATEADD",
            "TIMESTAMPDIFF", "DATEDIFF",
            "TIMEDIFF", "DATEDIFF",
            "MINUS", "EXCEPT",
            "SUBSTR", "SLICE_OF",
            "SUBSTRING", "SLICE_OF",
            "SYSDATE", "UTC_NOW");

    /** What Snowflake has and DuckDB calls otherwise; made anew in every session. */
    static final List<String> MACROS = List.of(
            "IFF(c, a, b) AS CASE WHEN c THEN a ELSE b END",
            "NVL(a, b) AS coalesce(a, b)",
            "NVL2(a, b, c) AS CASE WHEN a IS NOT NULL THEN b ELSE c END",
            "ZEROIFNULL(a) AS coalesce(a, 0)",
            "NULLIFZERO(a) AS nullif(a, 0)",
            "DIV0(a, b) AS CASE WHEN b = 0 THEN 0 ELSE a / b END",
            "TO_VARCHAR(a) AS CAST(a AS VARCHAR)",
            "TO_DATE(a) AS CAST(a AS DATE)",
            "TO_TIMESTAMP_NTZ(a) AS CAST(a AS TIMESTAMP), (a, s) AS make_timestamp(CAST(a * (10 ** (6 - s)) AS BIGINT))",
            "GET(a, n) AS json_extract_string(a, '$.\"' || n || '\"')",
            // Of texts and of bytes.
            "SLICE_OF(a, b) AS a[b:], (a, b, n) AS a[b:b + n - 1]",
            "STARTSWITH(a, b) AS starts_with(a, b)",
            "UUID_STRING() AS CAST(uuid() AS VARCHAR)",
            "TO_TIMESTAMP_TZ(a) AS CAST(a AS TIMESTAMPTZ)",
            "TO_TIMESTAMP_LTZ(a) AS CAST(a AS TIMESTAMPTZ)",
            "TO_DOUBLE(a) AS CAST(a AS DOUBLE)",
            "TO_BOOLEAN(a) AS CAST(a AS BOOLEAN)",
            "TO_BINARY(a, f) AS unhex(a)",
            "PARSE_JSON(a) AS CAST(a AS JSON)",
            "UTC_NOW() AS now() AT TIME ZONE 'UTC'",
            "CONVERT_TIMEZONE(a, b, t) AS timezone(b, timezone(a, t))",
            "DATEADD(u, n, t) AS CASE lower(u)"
                    + " WHEN 'year' THEN t + to_years(CAST(n AS INTEGER))"
                    + " WHEN 'month' THEN t + to_months(CAST(n AS INTEGER))"
                    + " WHEN 'week' THEN t + to_weeks(CAST(n AS INTEGER))"
                    + " WHEN 'day' THEN t + to_days(CAST(n AS INTEGER))"
                    + " WHEN 'hour' THEN t + to_hours(CAST(n AS BIGINT))"
                    + " WHEN 'minute' THEN t + to_minutes(CAST(n AS BIGINT))"
                    + " WHEN 'second' THEN t + to_seconds(CAST(n AS BIGINT))"
                    + " WHEN 'millisecond' THEN t + to_microseconds(CAST(n AS BIGINT) * 1000)"
                    + " ELSE error('The local server does not add ' || u) END");

    private final Map<String, String> context;

    /** @param context what functions such as CURRENT_ROLE() answer */
    SqlTranslation(Map<String, String> context) {
        this.context = context;
    }

    String translate(List<SqlToken> original) {
        List<SqlToken> statement = orderedLists(original);
        StringBuilder sql = new StringBuilder();
        SqlToken before = new SqlToken(Kind.SPACE, " ");
        for (int i = 0; i < statement.size(); i++) {
            SqlToken token = statement.get(i);
            if (token.kind() == Kind.STAGE) {
                throw SnowflakeError.notEmulated("queries on the files of a stage");
            }
            if (token.kind() == Kind.SPACE) {
                sql.append(' ');
                continue;
            }
            if (SqlTypes.isType(token) && isCast(before, statement, i)) {
                SqlCursor type = new SqlCursor(statement.subList(i, statement.size()));
                int left = type.rest().size();
                sql.append(SqlTypes.take(type));
                i += left - type.rest().size() - 1;
            } else if (token.kind() == Kind.WORD && nextIs(statement, i, "(")) {
                i = function(sql, statement, i);
            } else {
                sql.append(token.kind() == Kind.WORD ? renamed(token) : token.duckDb());
            }
            before = token;
        }
        return sql.toString().strip();
    }

    /** Moves the order of LISTAGG(...) WITHIN GROUP (ORDER BY ...) to where DuckDB wants it. */
    private static List<SqlToken> orderedLists(List<SqlToken> statement) {
        List<SqlToken> moved = new ArrayList<>(statement);
        for (int i = 0; i < moved.size(); i++) {
            if (!moved.get(i).is("LISTAGG")) {
                continue;
            }
            int close = matching(moved, next(moved, i));
            int within = next(moved, close);
            if (within < moved.size() && moved.get(within).is("WITHIN")) {
                int open = next(moved, next(moved, within));
                int end = matching(moved, open);
                List<SqlToken> order = List.copyOf(moved.subList(open + 1, end));
                moved.subList(close + 1, end + 1).clear();
                moved.addAll(close, order);
                moved.add(close, new SqlToken(Kind.SPACE, " "));
            }
        }
        return moved;
    }

    private static int matching(List<SqlToken> statement, int open) {
        int depth = 0;
        for (int i = open; i < statement.size(); i++) {
            depth += statement.get(i).is("(") ? 1 : statement.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw SnowflakeError.syntax("a parenthesis is not closed");
    }

    /** Writes a function's name and, where that comes out differently, its parenthesis; answers the last index taken. */
    private int function(StringBuilder sql, List<SqlToken> statement, int at) {
        String name = statement.get(at).name();
        String value = context.get(name);
        int open = next(statement, at);
        int after = next(statement, open);
        if (value != null && after < statement.size() && statement.get(after).is(")")) {
            sql.append(SqlToken.literal(value));
            return after;
        }
        if (name.equals("CURRENT_TIMESTAMP") || name.equals("GETDATE") || name.equals("LOCALTIMESTAMP")) {
            sql.append("now()");
            return closing(statement, open);
        }
        if (name.equals("DATE_PART")
                && after < statement.size()
                && statement.get(after).is("EPOCH_MILLISECOND")) {
            sql.append("epoch_ms(");
            // The comma goes with the unit.
            return next(statement, after);
        }
        sql.append(renamed(statement.get(at)));
        if (FIRST_ARGUMENT_IS_A_UNIT.contains(name)
                && after < statement.size()
                && statement.get(after).kind() == Kind.WORD) {
            String unit = statement.get(after).text().toLowerCase(Locale.ROOT);
            sql.append('(').append(SqlToken.literal(singular(unit)));
            return after;
        }
        return at;
    }

    private static String singular(String unit) {
        return unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    }

    private static String renamed(SqlToken word) {
        return RENAMED.getOrDefault(word.name(), word.duckDb());
    }

    private static boolean isCast(SqlToken before, List<SqlToken> statement, int at) {
        if (before.is("::")) {
            return true;
        }
        return before.is("AS") && insideCast(statement, at);
    }

    private static boolean insideCast(List<SqlToken> statement, int at) {
        int depth = 0;
        for (int i = at - 1; i > 0; i--) {
            SqlToken token = statement.get(i);
            depth += token.is(")") ? 1 : token.is("(") ? -1 : 0;
            if (depth < 0) {
                SqlToken opener = statement.get(previous(statement, i));
                return opener.is("CAST") || opener.is("TRY_CAST");
            }
        }
        return false;
    }

    private static int previous(List<SqlToken> statement, int at) {
        int i = at - 1;
        while (i > 0 && statement.get(i).kind() == Kind.SPACE) {
            i--;
        }
        return Math.max(i, 0);
    }

    private static int next(List<SqlToken> statement, int at) {
        int i = at + 1;
        while (i < statement.size() && statement.get(i).kind() == Kind.SPACE) {
            i++;
        }
        return i;
    }

    private static boolean nextIs(List<SqlToken> statement, int at, String symbol) {
        int next = next(statement, at);
        return next < statement.size() && statement.get(next).is(symbol);
    }

    private static int closing(List<SqlToken> statement, int open) {
        int i = open;
        while (i < statement.size() && !statement.get(i).is(")")) {
            i++;
        }
        return i;
    }
}
