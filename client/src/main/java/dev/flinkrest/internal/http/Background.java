package dev.flinkrest.internal.http;

import dev.flinkrest.internal.util.Daemons;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocking calls for those who do not want to wait: on virtual threads where the JDK has them,
 * else on a pool. Takes so many at a time; who comes with more waits until one has ended.
 */
public final class Background implements AutoCloseable {
    private static final int CALLS_PER_THREAD = 64;

    private final int maxThreads;
    private final Semaphore places;

    /** Is set within a call: who goes on from one to the next has given its place back. */
    private final ThreadLocal<Boolean> within = ThreadLocal.withInitial(() -> false);

    private @Nullable ExecutorService executor;
    private boolean closed;

    /**
     * Makes a runner; starts no thread yet.
     *
     * @param maxThreads how many platform threads at the most, where there are no virtual ones
     */
    public Background(int maxThreads) {
        this.maxThreads = maxThreads;
        this.places = new Semaphore(maxThreads * CALLS_PER_THREAD);
    }

    /**
     * Runs a call in the background.
     *
     * @param <T> what the call gives
     * @param call the call
     * @return a future of what it gives or throws; cancelling it interrupts the call
     * @throws InterruptedException if the thread is interrupted while it waits for a place
     * @throws IllegalStateException if this runner is closed
     */
    public <T extends @Nullable Object> CompletableFuture<T> run(Supplier<T> call)
            throws InterruptedException {
        ExecutorService threads = executor();
        boolean takesPlace = !within.get(); // one of our own threads must not wait for the others
        if (takesPlace) {
            places.acquire();
        }
        Task<T> task = new Task<>(call, takesPlace);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.leave();
            throw closed();
        }
        return task.result;
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the client is closed");
    }

    /** A call, its future, and the thread that runs it. */
    private final class Task<T extends @Nullable Object> implements Runnable {
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

        /** Whether it holds a place. */
        private final AtomicBoolean placed;

        Task(Supplier<T> call, boolean placed) {
            this.call = call;
            this.placed = new AtomicBoolean(placed);
        }

        void leave() {
            if (placed.getAndSet(false)) {
                places.release();
            }
        }

        @Override
        public void run() {
            if (result.isDone()) {
                leave();
                return;
            }
            runBy(Thread.currentThread());
            within.set(true);
            try {
                T value = call.get();
                leave();
                result.complete(value);
            } catch (RuntimeException | Error e) {
                leave();
                result.completeExceptionally(e);
            } finally {
                within.remove();
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
                ((Background.Task<?>) waiting).leave();
                ((Background.Task<?>) waiting).result.completeExceptionally(closed());
            }
        }
    }
}
