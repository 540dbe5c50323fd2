package io.metrify.samples.pipeline;

import java.io.PrintStream;
import java.util.Locale;

/** What a person sees of a run: a line that moves on a terminal, and only what matters in a pipe. */
final class Console {

    private static final long REDRAW_NANOS = 200_000_000L;
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean terminal;
    private long drawnNanos;
    private boolean lineOpen;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.drawnNanos = System.nanoTime() - REDRAW_NANOS;
    }

    /** A console on the standard error stream; the script that starts the process knows whether that is a terminal. */
    static Console ofProcess() {
        return new Console(System.err, Boolean.getBoolean("metrify.terminal"));
    }

    /** Shows what is going on now, in place of what was shown before. Says nothing in a pipe. */
    synchronized void progress(String format, Object... values) {
        if (!terminal || System.nanoTime() - drawnNanos < REDRAW_NANOS) {
            return;
        }
        drawnNanos = System.nanoTime();
        lineOpen = true;
        out.print("\r" + padded(String.format(Locale.ROOT, format, values)));
        out.flush();
    }

    /** Says something that stays. */
    synchronized void say(String format, Object... values) {
        if (lineOpen) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            lineOpen = false;
        }
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    private static String padded(String text) {
        return text.length() >= WIDTH ? text.substring(0, WIDTH) : text + " ".repeat(WIDTH - text.length());
    }
}
