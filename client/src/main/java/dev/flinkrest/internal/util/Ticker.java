package dev.flinkrest.internal.util;

import java.time.Duration;

/** Is the clock and the way to wait, injected so that no test waits for real. */
public interface Ticker {

    /** Counts and waits for real. */
    Ticker SYSTEM =
            pausing(
                    duration ->
                            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000));

    /** Waits in a way of its own. */
    @FunctionalInterface
    interface Sleeper {

        /**
         * Waits.
         *
         * @param duration how long
         * @throws InterruptedException if the thread is interrupted
         */
        void sleep(Duration duration) throws InterruptedException;
    }

    /**
     * Counts for real, and waits as it is told.
     *
     * @param sleeper waits
     * @return the clock
     */
    static Ticker pausing(Sleeper sleeper) {
        return new Ticker() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                sleeper.sleep(duration);
            }
        };
    }

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
