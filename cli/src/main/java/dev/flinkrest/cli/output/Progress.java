package dev.flinkrest.cli.output;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a terminal that something goes on, in one line that is gone when it is closed; shows
 * nothing elsewhere. A thread of its own keeps the line moving.
 */
public final class Progress implements AutoCloseable {
    private static final long TICK_MILLIS = 120;
    private static final int BAR = 24;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final Looks looks;
    private final String what;
    private final long begun = System.nanoTime();
    private final @Nullable Thread ticking;
    private volatile long done = -1;
    private volatile long total = -1;

    Progress(PrintStream err, Looks looks, String what) {
        this.err = err;
        this.looks = looks;
        this.what = what;
        if (looks.isTerminal()) {
            ticking = new Thread(this::tick, "progress");
            ticking.setDaemon(true);
            ticking.start();
        } else {
            ticking = null;
        }
    }

    /**
     * Tells whether anybody sees it.
     *
     * @return whether there is a terminal
     */
    public boolean isShown() {
        return ticking != null;
    }

    /**
     * Says how far it is.
     *
     * @param now how many bytes
     * @param of how many there are in all; 0 if nobody knows
     */
    public void at(long now, long of) {
        done = now;
        total = of;
    }

    private void tick() {
        try {
            for (int i = 0; ; i++) {
                err.print(ERASE + looks.cut(line(i), Math.max(1, looks.width() - 1)));
                err.flush();
                Thread.sleep(TICK_MILLIS);
            }
        } catch (InterruptedException e) {
            err.print(ERASE);
            err.flush();
        }
    }

    private String line(int turn) {
        String elapsed = Quantities.duration((System.nanoTime() - begun) / 1_000_000 / 1000 * 1000);
        String time = "0ms".equals(elapsed) ? "" : "  " + elapsed;
        // once all is sent, the server is at work, for a time that nobody knows
        if (total > 0 && done < total) {
            return what
                    + "  "
                    + bar()
                    + "  "
                    + Quantities.bytes(done)
                    + " of "
                    + Quantities.bytes(total)
                    + time;
        }
        String turns = looks.unicode() ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" : "|/-\\";
        String amount = total == 0 ? "  " + Quantities.bytes(done) : "";
        return turns.charAt(turn % turns.length()) + " " + what + amount + time;
    }

    private String bar() {
        int full = (int) (BAR * Math.min(done, total) / total);
        return looks.unicode()
                ? "█".repeat(full) + "░".repeat(BAR - full)
                : "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (ticking == null) {
            return;
        }
        ticking.interrupt();
        boolean interrupted = false;
        while (ticking.isAlive()) {
            try {
                ticking.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
