package io.metrify.testkit.snowflake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Who may change the rows of a table. As in Snowflake, an UPDATE, DELETE or MERGE waits until the transaction that changed
 * the table before is over; INSERT and COPY do not wait.
 */
final class TableLocks {

    private final Map<String, Session> holders = new HashMap<>();

    synchronized void take(ObjectName table, Session session, Duration atMost) {
        String name = table.toString().toUpperCase(Locale.ROOT);
        long end = System.nanoTime() + atMost.toNanos();
        while (holders.getOrDefault(name, session) != session) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw SnowflakeError.tableLocked(name);
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw SnowflakeError.tableLocked(name);
            }
        }
        holders.put(name, session);
    }

    synchronized void release(Session session) {
        holders.values().removeIf(holder -> holder == session);
        notifyAll();
    }
}
