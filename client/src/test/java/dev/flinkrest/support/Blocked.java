package dev.flinkrest.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.rest.CallOptions;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Has a call block at some place, lets it go, and measures how long that takes. On a machine that
 * is busy with other things a thread may be woken late: the fastest of three tries counts.
 */
public final class Blocked {
    /** How long it may take until a call is let go. */
    public static final Duration LIMIT = Duration.ofMillis(100);

    private static final Duration DEADLINE = Duration.ofMillis(150);
    private static final int TRIES = 3;
    private static final String CLOSED_MEANWHILE =
            "the client was closed (during the call|before the end of the reply)$";

    private Blocked() {}

    /** Somewhere to block. */
    @FunctionalInterface
    public interface Place {

        /**
         * Makes all that is needed, a client among it.
         *
         * @return the call; another thread will make it
         */
        Callable<?> prepare(Scene scene) throws Exception;
    }

    /**
     * What became of a call.
     *
     * @param thrown what it threw; null if it returned
     * @param interrupted whether its thread was interrupted at its end
     * @param took how long it took to let it go
     */
    public record Release(@Nullable Throwable thrown, boolean interrupted, Duration took) {}

    /** Which threads block. */
    public enum Threads {
        PLATFORM,
        VIRTUAL;

        /** Those that this JDK has. */
        public static List<Threads> all() {
            return Arrays.stream(values()).filter(kind -> kind == PLATFORM || isNew()).toList();
        }

        private static boolean isNew() {
            return Runtime.version().feature() >= 21;
        }

        /** Starts one. */
        public Thread start(Runnable task) {
            if (this == PLATFORM) {
                Thread thread = new Thread(task, "blocked-call");
                thread.setDaemon(true);
                thread.start();
                return thread;
            }
            try { // for the tests are compiled for 17, too
                return (Thread)
                        Thread.class
                                .getMethod("startVirtualThread", Runnable.class)
                                .invoke(null, task);
            } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
                throw new LinkageError("a JDK from 21 on has virtual threads", e);
            }
        }
    }

    /** Pairs places with the kinds of threads there are, for parameterized tests. */
    public static Stream<Arguments> all(Map<String, Place> places) {
        return Threads.all().stream()
                .flatMap(
                        threads ->
                                places.entrySet().stream()
                                        .map(
                                                place ->
                                                        arguments(
                                                                place.getKey(),
                                                                threads,
                                                                place.getValue())));
    }

    /** Asserts that a call says that its thread was interrupted, fast enough. */
    public static void assertObeysAnInterrupt(Place place, Threads threads) throws Exception {
        assertThat(interrupt(place, threads))
                .allSatisfy(
                        release -> {
                            assertThat(release.thrown())
                                    .isExactlyInstanceOf(InterruptedCallException.class)
                                    .hasMessageEndingWith(": the calling thread was interrupted");
                            assertThat(release.interrupted()).isTrue();
                        });
    }

    /** Asserts that a call says that its client was closed, fast enough. */
    public static void assertEndsWithItsClient(Place place, Threads threads) throws Exception {
        assertThat(close(place, threads))
                .allSatisfy(
                        release -> {
                            if (release.thrown() instanceof ConnectionException e) {
                                assertThat(e).message().containsPattern(CLOSED_MEANWHILE);
                            } else {
                                assertThat(release.thrown())
                                        .isExactlyInstanceOf(IllegalStateException.class)
                                        .message()
                                        .matches("the client of .* is closed");
                            }
                            assertThat(release.interrupted()).isFalse();
                        });
    }

    /** Asserts that a call says that it was not done in time, and that in time. */
    public static void assertEndsAtItsDeadline(Place place) throws Exception {
        List<Duration> tries = new ArrayList<>();
        do {
            try (Scene scene = new Scene().with(CallOptions.NONE.withCallTimeout(DEADLINE))) {
                Callable<?> call = place.prepare(scene);
                long begun = System.nanoTime();
                End end = end(call);
                tries.add(Duration.ofNanos(end.at() - begun).minus(DEADLINE));
                assertThat(end.thrown())
                        .isExactlyInstanceOf(DeadlineExceededException.class)
                        .hasMessageContaining(": not done within " + DEADLINE);
            }
        } while (isSlow(tries.get(tries.size() - 1)) && tries.size() < TRIES);
        assertThat(isSlow(tries.get(tries.size() - 1))).as("too late by %s", tries).isFalse();
    }

    private static boolean isSlow(Duration took) {
        return took.compareTo(LIMIT) > 0;
    }

    /** Interrupts a call at a place; gives what became of each try. */
    public static List<Release> interrupt(Place place, Threads threads) throws Exception {
        return tries(place, threads, true);
    }

    /** Closes the client of a call at a place; counts how long both take to end. */
    public static List<Release> close(Place place, Threads threads) throws Exception {
        return tries(place, threads, false);
    }

    private static List<Release> tries(Place place, Threads threads, boolean interrupts)
            throws Exception {
        List<Release> tries = new ArrayList<>();
        Release release;
        do {
            try (Scene scene = new Scene()) {
                release = release(scene, place.prepare(scene), threads, interrupts);
            }
            tries.add(release);
        } while (isSlow(release.took()) && tries.size() < TRIES);
        assertThat(isSlow(release.took())).as("too late: %s", tries).isFalse();
        return tries;
    }

    private record End(@Nullable Throwable thrown, boolean interrupted, long at) {}

    private static Release release(
            Scene scene, Callable<?> call, Threads threads, boolean interrupts) throws Exception {
        CompletableFuture<End> ended = new CompletableFuture<>();
        Thread thread = threads.start(() -> ended.complete(end(call)));
        awaitStillness(thread, ended);
        long begun = System.nanoTime();
        if (interrupts) {
            thread.interrupt();
        } else {
            scene.closeDoor();
        }
        long left = System.nanoTime();
        End end;
        try {
            end = ended.get(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            AssertionError error = new AssertionError("not let go at all", e);
            error.setStackTrace(thread.getStackTrace());
            throw error;
        }
        return new Release(
                end.thrown(),
                end.interrupted(),
                Duration.ofNanos(Math.max(end.at(), left) - begun));
    }

    private static End end(Callable<?> call) {
        Throwable thrown = null;
        try {
            call.call();
        } catch (Exception | Error e) {
            thrown = e;
        }
        long at = System.nanoTime();
        return new End(thrown, Thread.currentThread().isInterrupted(), at);
    }

    /** Waits until a thread does the same for some time: by then it waits for something. */
    private static void awaitStillness(Thread thread, CompletableFuture<End> ended)
            throws InterruptedException {
        List<StackTraceElement> before = List.of();
        for (int same = 0; same < 4; ) {
            Thread.sleep(5);
            assertThat(ended).as("a call that should block").isNotDone();
            List<StackTraceElement> now = List.of(thread.getStackTrace());
            same = !now.isEmpty() && now.equals(before) ? same + 1 : 0;
            before = now;
        }
    }
}
