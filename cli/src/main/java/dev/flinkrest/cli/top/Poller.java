package dev.flinkrest.cli.top;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.id.JobId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes pictures, one after the other, on a thread of its own, so that keys are never kept waiting.
 */
final class Poller implements AutoCloseable {
    private final FlinkRestClient flink;
    private final Duration interval;
    private final Object turn = new Object();
    private final Thread thread = new Thread(this::run, "top");
    private volatile Picture latest = Picture.none();
    private volatile @Nullable JobId job;
    private volatile boolean closed;

    Poller(FlinkRestClient flink, Duration interval) {
        this.flink = flink;
        this.interval = interval;
        thread.setDaemon(true);
        thread.start();
    }

    Picture latest() {
        return latest;
    }

    /** Looks at the vertices of a job from now on, or of none. */
    void lookAt(@Nullable JobId chosen) {
        job = chosen;
        synchronized (turn) {
            turn.notifyAll();
        }
    }

    private void run() {
        try {
            while (!closed) {
                try {
                    latest = Picture.take(flink, job);
                } catch (FlinkRestException | IllegalStateException e) {
                    latest = latest.failed(e);
                }
                synchronized (turn) {
                    turn.wait(interval.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
