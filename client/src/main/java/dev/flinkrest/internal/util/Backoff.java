package dev.flinkrest.internal.util;

import java.time.Duration;

/**
 * Spaces out the questions of one wait: at first by 10 milliseconds, in the end by a second, and
 * never beyond its end. Not safe for use by many threads.
 */
public final class Backoff {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Ticker ticker;
    private final long end;
    private Duration pause = FIRST_PAUSE;

    /**
     * Begins to wait.
     *
     * @param timeout how long to wait at most
     * @param ticker the clock
     * @throws IllegalArgumentException if {@code timeout} is not positive
     */
    public Backoff(Duration timeout, Ticker ticker) {
        Check.positive("timeout", timeout);
        this.ticker = ticker;
        this.end = ticker.nanoTime() + timeout.toNanos();
    }

    /**
     * Tells whether there is time for another question.
     *
     * @return whether any time is left
     */
    public boolean goesOn() {
        return end - ticker.nanoTime() > 0;
    }

    /**
     * Returns how long the next question may take.
     *
     * @return the time that is left; at least a nanosecond
     */
    public Duration left() {
        return Duration.ofNanos(Math.max(1, end - ticker.nanoTime()));
    }

    /**
     * Waits before the next question.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void pause() throws InterruptedException {
        if (goesOn()) {
            Duration left = left();
            ticker.sleep(pause.compareTo(left) <= 0 ? pause : left);
        }
        Duration next = pause.multipliedBy(2);
        pause = next.compareTo(LONGEST_PAUSE) <= 0 ? next : LONGEST_PAUSE;
    }
}
