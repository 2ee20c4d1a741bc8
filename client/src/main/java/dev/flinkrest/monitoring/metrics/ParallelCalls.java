package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests side by side, never more than a limit, and hands what comes back to the thread
 * that waits for it, one reply at a time; what is done with a reply may ask for more requests. Not
 * safe for use by many threads.
 */
final class ParallelCalls {
    private final String operation;
    private final RestCaller rest;
    private final int limit;
    private final Duration timeout;
    private final Ticker ticker;
    private final long end;
    private final Queue<Call<?>> waiting = new ArrayDeque<>();
    private final Set<Call<?>> inFlight = new LinkedHashSet<>();
    private final BlockingQueue<Call<?>> ended = new LinkedBlockingQueue<>();
    private boolean anySucceeded;
    private @Nullable FlinkRestException firstFailure;

    /**
     * Begins the time in which all must have ended.
     *
     * @param operation what is being done, for messages
     * @param rest carries out the requests
     * @param limit how many requests may be on their way at once
     * @param timeout how long all may take
     * @param ticker the clock
     */
    ParallelCalls(String operation, RestCaller rest, int limit, Duration timeout, Ticker ticker) {
        this.operation = operation;
        this.rest = rest;
        this.limit = limit;
        this.timeout = timeout;
        this.ticker = ticker;
        this.end = ticker.nanoTime() + timeout.toNanos();
    }

    /** Puts a request behind those that wait. */
    <R> void send(Request<R> request, Consumer<R> onReply, Consumer<FlinkRestException> onFailure) {
        waiting.add(new Call<>(request, onReply, onFailure));
    }

    /**
     * Sends what waits, until nothing waits any more. What has not ended in time fails.
     *
     * @throws InterruptedCallException if the thread is interrupted
     */
    void run() {
        try {
            while (!waiting.isEmpty() || !inFlight.isEmpty()) {
                while (!waiting.isEmpty() && inFlight.size() < limit && left() > 0) {
                    waiting.remove().begin();
                }
                Call<?> next = ended.poll(left(), TimeUnit.NANOSECONDS);
                if (next != null) {
                    next.end();
                } else if (left() == 0) {
                    giveUp();
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            inFlight.forEach(Call::cancel);
            inFlight.clear();
        }
    }

    /** Waits, but not beyond the end. */
    void pause(Duration duration) {
        Duration left = Duration.ofNanos(left());
        try {
            ticker.sleep(duration.compareTo(left) <= 0 ? duration : left);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Throws the first failure if no request succeeded, and it says that the server is out of
     * reach; says if the client was closed meanwhile.
     */
    void requireServer() {
        if (firstFailure != null) {
            pause(Duration.ZERO);
        }
        if (!anySucceeded
                && (firstFailure instanceof ConnectionException
                        || firstFailure instanceof UnavailableException
                        || firstFailure instanceof DeadlineExceededException)) {
            throw firstFailure;
        }
    }

    private long left() {
        return Math.max(0, end - ticker.nanoTime());
    }

    private InterruptedCallException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new InterruptedCallException(operation, true, e);
    }

    private void giveUp() {
        List<Call<?>> late = new ArrayList<>(inFlight);
        inFlight.forEach(Call::cancel);
        inFlight.clear();
        late.addAll(waiting);
        waiting.clear();
        late.forEach(Call::isLate);
    }

    private final class Call<R> {
        private final Request<R> request;
        private final Consumer<R> onReply;
        private final Consumer<FlinkRestException> onFailure;
        private @Nullable CompletableFuture<R> future;

        Call(Request<R> request, Consumer<R> onReply, Consumer<FlinkRestException> onFailure) {
            this.request = request;
            this.onReply = onReply;
            this.onFailure = onFailure;
        }

        void begin() {
            CompletableFuture<R> begun = rest.sendAsync(request);
            future = begun;
            inFlight.add(this);
            var unused = begun.whenComplete((reply, failure) -> ended.add(this));
        }

        void cancel() {
            if (future != null) {
                future.cancel(true);
            }
        }

        /** Hands on what came; a failure that is none of a call is thrown. */
        void end() {
            if (!inFlight.remove(this) || future == null) {
                return; // given up before
            }
            R reply;
            try {
                reply = future.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof FlinkRestException failure) {
                    failed(failure);
                    return;
                }
                throw e.getCause() instanceof RuntimeException other ? other : e;
            }
            anySucceeded = true;
            onReply.accept(reply);
        }

        void isLate() {
            String message =
                    future == null
                            ? "there was no time left to ask"
                            : "the server has not answered";
            failed(
                    new DeadlineExceededException(
                            request.endpoint().toString(), future != null, timeout, message, null));
        }

        private void failed(FlinkRestException failure) {
            if (firstFailure == null) {
                firstFailure = failure;
            }
            onFailure.accept(failure);
        }
    }
}
