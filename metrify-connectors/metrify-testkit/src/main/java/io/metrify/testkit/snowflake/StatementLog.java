package io.metrify.testkit.snowflake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** The latest statements of all sessions, in the order in which they ended. */
final class StatementLog {

    private static final int KEPT = 10_000;
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password\\s*=\\s*)'[^']*'");

    private final Deque<Entry> entries = new ArrayDeque<>();

    synchronized void add(Entry entry) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    synchronized void clear() {
        entries.clear();
    }

    static String withoutPasswords(String sql) {
        return PASSWORD.matcher(sql).replaceAll("$1'***'");
    }

    /** A statement with what the views on the account's use show beside it. */
    record Entry(
            ExecutedStatement statement, String kind, String warehouse, String role, Instant start, Duration elapsed) {}
}
