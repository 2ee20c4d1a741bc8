package dev.flinkrest.support;

import dev.flinkrest.internal.util.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves when somebody waits for it, and notes for how long. */
public final class FakeTicker implements Ticker {
    /** The waits, in order. */
    public final List<Duration> slept = new ArrayList<>();

    /** The time. */
    public long now = 12_345;

    /** Whether the next wait is interrupted. */
    public boolean interrupted;

    /** What happens meanwhile. */
    public Runnable meanwhile = () -> {};

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (interrupted) {
            throw new InterruptedException();
        }
        meanwhile.run();
        slept.add(duration);
        now += duration.toNanos();
    }
}
