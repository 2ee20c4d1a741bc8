package dev.flinkrest.support;

import dev.flinkrest.internal.util.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that only waiting moves on, and that remembers the waits. */
public final class FakeTicker implements Ticker {
    /** How long was waited, each time. */
    public final List<Duration> slept = new ArrayList<>();

    /** Is done while waiting. */
    public Runnable whileSleeping = () -> {};

    private long now = 12_345;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        whileSleeping.run();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        slept.add(duration);
        now += duration.toNanos();
    }
}
