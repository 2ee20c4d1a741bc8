package dev.flinkrest.internal.http;

import dev.flinkrest.internal.util.Daemons;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocking calls for those who do not want to wait: on virtual threads where the JDK has them,
 * else on a pool.
 */
public final class Background implements AutoCloseable {
    private final int maxThreads;
    private @Nullable ExecutorService executor;
    private boolean closed;

    /**
     * Makes a runner; starts no thread yet.
     *
     * @param maxThreads how many platform threads at the most, where there are no virtual ones
     */
    public Background(int maxThreads) {
        this.maxThreads = maxThreads;
    }

    /**
     * Runs a call in the background.
     *
     * @param <T> what the call gives
     * @param call the call
     * @return a future of what it gives or throws; cancelling it interrupts the call
     * @throws IllegalStateException if this runner is closed
     */
    public <T extends @Nullable Object> CompletableFuture<T> run(Supplier<T> call) {
        Task<T> task = new Task<>(call);
        try {
            executor().execute(task);
        } catch (RejectedExecutionException e) {
            throw closed();
        }
        return task.result;
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the client is closed");
    }

    /** A call, its future, and the thread that runs it. */
    private static final class Task<T extends @Nullable Object> implements Runnable {
        private final Supplier<T> call;
        private final CompletableFuture<T> result = new Result();
        private @Nullable Thread runner;

        /** A future whose cancellation ends the call, as that of a {@code FutureTask} does. */
        private final class Result extends CompletableFuture<T> {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                boolean cancelled = super.cancel(mayInterruptIfRunning);
                if (cancelled) {
                    interrupt();
                }
                return cancelled;
            }
        }

        Task(Supplier<T> call) {
            this.call = call;
        }

        @Override
        public void run() {
            if (result.isDone()) {
                return;
            }
            runBy(Thread.currentThread());
            try {
                result.complete(call.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            } finally {
                runBy(null);
            }
        }

        private synchronized void runBy(@Nullable Thread thread) {
            runner = thread;
            if (thread == null) {
                Thread.interrupted(); // it was meant for this call, not for the next on this thread
            }
        }

        synchronized void interrupt() {
            if (runner != null) {
                runner.interrupt();
            }
        }
    }

    private synchronized ExecutorService executor() {
        if (closed) {
            throw closed();
        }
        if (executor == null) {
            executor = Daemons.executor("flink-rest-call", maxThreads);
        }
        return executor;
    }

    /** Interrupts what runs, and runs nothing more; what waited fails. */
    @Override
    public synchronized void close() {
        closed = true;
        if (executor != null) {
            for (Runnable waiting : executor.shutdownNow()) {
                ((Task<?>) waiting).result.completeExceptionally(closed());
            }
        }
    }
}
