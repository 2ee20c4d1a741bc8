package dev.flinkrest.sql;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.SessionHandle;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends the heartbeats of a gateway's sessions. One daemon thread says when; the calls themselves
 * are made in the background, so that a slow one holds up no other session's. Safe for use by many
 * threads.
 */
final class Heartbeats implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.flinkrest");

    private final Timer timer;

    Heartbeats(Timer timer) {
        this.timer = timer;
    }

    /** Says when to do something; replaced in tests. */
    interface Timer extends AutoCloseable {

        /**
         * Does something again and again.
         *
         * @return stops it
         */
        Runnable every(Duration interval, Runnable task);

        @Override
        void close();
    }

    /**
     * Begins to send a session's heartbeats.
     *
     * @return stops them
     */
    Runnable start(
            RestCaller rest, SqlApiVersion version, SessionHandle session, Duration interval) {
        Beat beat = new Beat(rest, version, session, interval);
        beat.stop = timer.every(interval, beat);
        if (beat.stopped) {
            beat.stop(); // by the first heartbeat, before it was known how
        }
        return beat::stop;
    }

    @Override
    public void close() {
        timer.close();
    }

    /** The heartbeats of one session. */
    private static final class Beat implements Runnable {
        private final RestCaller rest;
        private final SqlApiVersion version;
        private final SessionHandle session;
        private final Duration interval;
        private volatile Runnable stop = () -> {};
        private volatile @Nullable CompletableFuture<Void> last;
        private volatile boolean stopped;

        Beat(RestCaller rest, SqlApiVersion version, SessionHandle session, Duration interval) {
            this.rest = rest;
            this.version = version;
            this.session = session;
            this.interval = interval;
        }

        void stop() {
            stopped = true;
            stop.run();
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // what it throws is looked at
        public void run() {
            CompletableFuture<Void> previous = last;
            if (stopped || (previous != null && !previous.isDone())) {
                return;
            }
            try {
                var request = SqlEndpoints.HEARTBEAT.with(version.segment(), session);
                last = rest.sendAsync(request.with(CallOptions.NONE.withCallTimeout(interval)));
                last.whenComplete((nothing, failure) -> look(failure));
            } catch (IllegalStateException e) {
                stop(); // the client is closed
            }
        }

        private void look(@Nullable Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
            if (cause == null || stopped) {
                return;
            }
            if (cause instanceof NotFoundException || isClosed()) {
                stop();
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "No heartbeat for session {0}{1}: {2}",
                    session,
                    stopped ? ", nor any more" : "",
                    cause instanceof FlinkRestException ? cause.getMessage() : cause.getClass());
        }

        /** What a supplier of credentials throws says nothing of the next heartbeat. */
        private boolean isClosed() {
            try {
                rest.pause(Duration.ZERO);
                return false;
            } catch (IllegalStateException e) {
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }

    /** Says when by a daemon thread, which it starts when it is first needed. */
    static final class DaemonTimer implements Timer {
        private @Nullable ScheduledThreadPoolExecutor executor;
        private boolean closed;

        @Override
        public synchronized Runnable every(Duration interval, Runnable task) {
            if (closed) {
                throw new IllegalStateException("the client is closed");
            }
            if (executor == null) {
                executor =
                        new ScheduledThreadPoolExecutor(
                                1,
                                runnable -> {
                                    Thread thread = new Thread(runnable, "flink-sql-heartbeats");
                                    thread.setDaemon(true);
                                    return thread;
                                });
                executor.setRemoveOnCancelPolicy(true);
            }
            ScheduledFuture<?> future =
                    executor.scheduleWithFixedDelay(
                            task, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (executor != null) {
                executor.shutdownNow();
            }
        }
    }
}
