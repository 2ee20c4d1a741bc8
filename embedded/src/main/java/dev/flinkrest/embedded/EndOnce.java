package dev.flinkrest.embedded;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs what ends something, once: when it is closed, at the latest when this JVM ends in an orderly
 * way. Safe for use by several threads; each returns when it has been run.
 */
final class EndOnce implements AutoCloseable {

    private final Runnable end;
    private final Thread atExit;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean ended;

    EndOnce(Runnable end) {
        this.end = end;
        this.atExit = new Thread(this::run, "embedded-flink-end");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This JVM is ending, so the hook runs or has run: the lock below sorts that out.
        }
        run();
    }

    private void run() {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                end.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
