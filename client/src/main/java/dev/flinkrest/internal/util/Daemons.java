package dev.flinkrest.internal.util;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes threads that hold up no JVM that wants to end. */
public final class Daemons {
    private static final AtomicInteger THREADS = new AtomicInteger();

    private Daemons() {}

    /**
     * Makes a thread; does not start it.
     *
     * @param name the thread's name
     * @param task what it runs
     * @return a daemon thread
     */
    public static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Makes an executor of virtual threads where the JDK has them, else of a pool of threads that
     * end when they have nothing to do for 10 seconds.
     *
     * @param name what the pool's threads are called, before their number
     * @param maxThreads how many platform threads at the most, where there are no virtual ones
     * @return the executor; runs as many tasks at once as it can, and has the others wait
     */
    public static ExecutorService executor(String name, int maxThreads) {
        ExecutorService virtual = virtualThreads();
        return virtual == null ? pool(name, maxThreads) : virtual;
    }

    /**
     * Returns JDK 21's executor by reflection, for this library is compiled for 17; null where
     * there is none.
     */
    private static @Nullable ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }

    private static ExecutorService pool(String name, int maxThreads) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        maxThreads,
                        maxThreads,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> thread(name + "-" + THREADS.incrementAndGet(), task));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
