package io.metrify.connector.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces the calls in a query by what a dialect writes for them. */
final class DialectCalls {

    private static final Pattern CALL = Pattern.compile("#([a-z]+)\\(");
    private static final String MILLIS_PER_SECOND = "1000";

    private final Dialect dialect;
    private final String sql;

    private DialectCalls(Dialect dialect, String sql) {
        this.dialect = dialect;
        this.sql = sql;
    }

    static String replace(Dialect dialect, String sql) {
        return new DialectCalls(dialect, sql).replaced();
    }

    private String replaced() {
        StringBuilder result = new StringBuilder();
        Matcher call = CALL.matcher(sql);
        int done = 0;
        while (call.find(done)) {
            result.append(sql, done, call.start());
            List<String> arguments = new ArrayList<>();
            done = arguments(call.end(), arguments);
            result.append(written(call.group(1), arguments));
        }
        return result.append(sql.substring(done)).toString();
    }

    private String written(String name, List<String> arguments) {
        return switch (name) {
            case "millis" -> dialect.epochMillis(only(name, arguments));
            case "seconds" -> dialect.quotient(dialect.epochMillis(only(name, arguments)), MILLIS_PER_SECOND);
            case "instant" -> dialect.instant(only(name, arguments));
            case "milliwatthours" -> dialect.milliwattHours(only(name, arguments));
            case "quotient" -> dialect.quotient(pair(name, arguments).get(0), arguments.get(1));
            case "text" -> dialect.text(pair(name, arguments).get(0), arguments.get(1));
            case "prefix" -> dialect.prefix(pair(name, arguments).get(0), Integer.parseInt(arguments.get(1)));
            case "joined" -> {
                if (arguments.size() < 3) {
                    throw mistaken(name, "a text, a separator and an order");
                }
                String order = String.join(", ", arguments.subList(2, arguments.size()));
                yield dialect.joined(arguments.get(0), arguments.get(1), order);
            }
            default ->
                throw new IllegalArgumentException(
                        "no dialect knows #" + name + " in: " + sql + "; WarehouseQueries lists what they know");
        };
    }

    private String only(String name, List<String> arguments) {
        if (arguments.size() != 1) {
            throw mistaken(name, "one argument");
        }
        return arguments.get(0);
    }

    private List<String> pair(String name, List<String> arguments) {
        if (arguments.size() != 2) {
            throw mistaken(name, "two arguments");
        }
        return arguments;
    }

    private IllegalArgumentException mistaken(String name, String wants) {
        return new IllegalArgumentException("#" + name + " wants " + wants + " in: " + sql);
    }

    /** Adds the arguments of a call, their own calls replaced, and answers where it ends. */
    private int arguments(int from, List<String> arguments) {
        int depth = 0;
        int start = from;
        char quote = 0;
        for (int i = from; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (c == ')' || (c == ',' && depth == 0)) {
                arguments.add(replace(dialect, sql.substring(start, i).strip()));
                start = i + 1;
                if (c == ')') {
                    return start;
                }
            }
        }
        throw new IllegalArgumentException("a call is not closed in: " + sql + "; close its parenthesis");
    }
}
