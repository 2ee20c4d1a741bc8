package dev.flinkrest.internal.util;

import java.time.Duration;

/** Is the clock and the way to wait, injected so that no test waits for real. */
public interface Ticker {

    /** Counts and waits for real. */
    Ticker SYSTEM =
            new Ticker() {
                @Override
                public long nanoTime() {
                    return System.nanoTime();
                }

                @Override
                public void sleep(Duration duration) throws InterruptedException {
                    Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
                }
            };

    /**
     * Returns a time that only grows.
     *
     * @return nanoseconds since some moment
     */
    long nanoTime();

    /**
     * Waits.
     *
     * @param duration how long
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(Duration duration) throws InterruptedException;
}
