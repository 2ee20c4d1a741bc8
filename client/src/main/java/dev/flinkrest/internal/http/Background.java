package dev.flinkrest.internal.http;

import dev.flinkrest.internal.util.Daemons;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocking calls for those who do not want to wait: on virtual threads where the JDK has them,
 * else on a pool. Takes so many at a time; who comes with more waits until one has ended.
 */
final class Background implements AutoCloseable {
    private static final int CALLS_PER_THREAD = 64;

    /** More than ever wait for a place, and not too many to be added to those there are. */
    private static final int ALL = Integer.MAX_VALUE / 2;

    private final int maxThreads;
    private final Semaphore places;
    private final Deadlines deadlines;
    private final Supplier<IllegalStateException> whenClosed;

    /** Is set within a call: who goes on from one to the next has given its place back. */
    private final ThreadLocal<Boolean> within = ThreadLocal.withInitial(() -> false);

    private @Nullable ExecutorService executor;

    /** Tells those that wait for calls which were not begun in time. */
    private @Nullable ExecutorService lateTeller;

    private boolean closed;

    /**
     * Makes a runner; starts no thread yet.
     *
     * @param maxThreads how many platform threads at the most, where there are no virtual ones
     * @param deadlines knows when calls must have ended that wait for a thread
     * @param whenClosed says what is closed, to those who come after that
     */
    Background(int maxThreads, Deadlines deadlines, Supplier<IllegalStateException> whenClosed) {
        this.maxThreads = maxThreads;
        this.places = new Semaphore(maxThreads * CALLS_PER_THREAD);
        this.deadlines = deadlines;
        this.whenClosed = whenClosed;
    }

    /**
     * Runs a call in the background.
     *
     * @param <T> what the call gives
     * @param call the call; sees to its end itself once it runs
     * @param end when it must have ended, by {@link System#nanoTime}
     * @param late says that it was not even begun by then
     * @return a future of what it gives or throws; cancelling it ends the call
     * @throws InterruptedException if the thread is interrupted while it waits for a place
     * @throws IllegalStateException if this runner is closed, also while it is waited for a place
     */
    <T extends @Nullable Object> CompletableFuture<T> run(
            Supplier<T> call, long end, Supplier<? extends RuntimeException> late)
            throws InterruptedException {
        ExecutorService threads = executor();
        boolean takesPlace = !within.get(); // one of our own threads must not wait for the others
        if (takesPlace && !places.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return CompletableFuture.failedFuture(late.get());
        }
        Task<T> task = new Task<>(call, late, takesPlace);
        try {
            if (threads instanceof ThreadPoolExecutor) {
                deadlines.add(task, end); // it may wait for a thread
            }
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.leave();
            throw whenClosed.get();
        }
        return task.result;
    }

    /** A call, its future, and the thread that runs it. */
    private final class Task<T extends @Nullable Object> implements Runnable, Deadlines.Timed {
        private final Supplier<T> call;
        private final Supplier<? extends RuntimeException> late;
        private final CompletableFuture<T> result = new Result();
        private @Nullable Thread runner;
        private volatile long dueAt;

        /** A future whose cancellation ends the call, as that of a {@code FutureTask} does. */
        private final class Result extends CompletableFuture<T> {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                boolean cancelled = super.cancel(mayInterruptIfRunning);
                if (cancelled) {
                    end();
                }
                return cancelled;
            }
        }

        /** Whether it holds a place. */
        private final AtomicBoolean placed;

        Task(Supplier<T> call, Supplier<? extends RuntimeException> late, boolean placed) {
            this.call = call;
            this.late = late;
            this.placed = new AtomicBoolean(placed);
        }

        /** Waits no more, and gives its place to another. */
        void leave() {
            deadlines.remove(this);
            if (placed.getAndSet(false)) {
                places.release();
            }
        }

        @Override
        public void run() {
            runBy(Thread.currentThread());
            within.set(true);
            try {
                if (result.isDone()) {
                    return; // cancelled, or late
                }
                deadlines.remove(this); // from now on the call sees to its end itself
                T value = call.get();
                leave();
                result.complete(value);
            } catch (RuntimeException | Error e) {
                leave();
                result.completeExceptionally(e);
            } finally {
                leave();
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

        /** Interrupts the call, or has it wait no more for a thread. */
        private synchronized void end() {
            if (runner != null) {
                runner.interrupt();
            } else {
                leave();
                forget(this);
            }
        }

        @Override
        public void dueAt(long time) {
            dueAt = time;
        }

        @Override
        public long dueAt() {
            return dueAt;
        }

        /** Fails if it waits still for a thread; closing ends all that do anyway. */
        @Override
        public void cutOff(Call.CutOff reason) {
            if (reason == Call.CutOff.BY_DEADLINE) {
                tell(
                        () -> {
                            if (result.completeExceptionally(late.get())) {
                                end();
                            }
                        });
            }
        }
    }

    private synchronized ExecutorService executor() {
        if (closed) {
            throw whenClosed.get();
        }
        if (executor == null) {
            executor = Daemons.executor("flink-rest-call", maxThreads);
        }
        return executor;
    }

    private synchronized void forget(Task<?> task) {
        if (executor instanceof ThreadPoolExecutor pool) {
            pool.remove(task);
        }
    }

    /** Has another thread than the one that watches the deadlines call whoever waits for a call. */
    private synchronized void tell(Runnable news) {
        if (!closed) {
            if (lateTeller == null) {
                lateTeller = Daemons.executor("flink-rest-late", 1);
            }
            lateTeller.execute(news);
        }
    }

    /** Interrupts what runs, and runs nothing more; what waited fails. */
    @Override
    public void close() {
        List<Runnable> waiting;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            waiting = executor == null ? List.of() : executor.shutdownNow();
            if (lateTeller != null) {
                lateTeller.shutdown();
            }
        }
        places.release(ALL);
        if (!waiting.isEmpty()) { // whoever waits for them may take time over the news
            Daemons.thread("flink-rest-late", () -> waiting.forEach(this::fail)).start();
        }
    }

    private void fail(Runnable waiting) {
        Background.Task<?> task = (Background.Task<?>) waiting;
        task.leave();
        task.result.completeExceptionally(whenClosed.get());
    }
}
