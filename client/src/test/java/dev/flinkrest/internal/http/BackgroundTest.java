package dev.flinkrest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls in the background: so many at a time, each within its time, and none left behind. */
@Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored") // of tasks whose result is a call
class BackgroundTest {
    private static final int THREADS = 32;
    private static final int PLACES = 2_048;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Deadlines deadlines = new Deadlines();
    private final Background background =
            new Background(THREADS, deadlines, () -> new IllegalStateException("it is closed"));
    private final Semaphore ends = new Semaphore(0);
    private final List<CompletableFuture<String>> calls = new ArrayList<>();

    @AfterEach
    void close() {
        background.close();
        deadlines.close();
    }

    private <T> CompletableFuture<T> run(Supplier<T> call, Duration timeout) {
        try {
            return background.run(
                    call,
                    System.nanoTime() + timeout.toNanos(),
                    () -> new IllegalStateException("late"));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A call that ends when it is let, or interrupted. */
    private String untilEnd() {
        try {
            ends.acquire();
            return "ended";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    private CompletableFuture<String> begin() {
        return run(this::untilEnd, LONG);
    }

    private void takeAllPlaces() {
        for (int i = 0; i < PLACES; i++) {
            calls.add(begin());
        }
    }

    /** Has another thread begin a call, and waits until it waits. */
    private FutureTask<CompletableFuture<String>> waitingToBegin() throws InterruptedException {
        FutureTask<CompletableFuture<String>> task = new FutureTask<>(this::begin);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(task).as("what should wait").isNotDone();
            Thread.sleep(1);
        }
        return task;
    }

    @Test
    void hasWhoComesWhenAllPlacesAreTakenWaitUntilOneIsFree() throws Exception {
        takeAllPlaces();
        FutureTask<CompletableFuture<String>> next = waitingToBegin();
        ends.release();
        CompletableFuture<String> call = next.get(10, TimeUnit.SECONDS);
        assertThat(call).isNotDone();
        CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        assertThat(calls).filteredOn(CompletableFuture::isDone).hasSize(1);
        ends.release(PLACES);
        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("ended");
        for (CompletableFuture<String> other : calls) {
            assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("ended");
        }
    }

    @Test
    void cancellingACallGivesItsPlaceBackWhetherItRunsOrWaits() throws Exception {
        takeAllPlaces();
        for (CompletableFuture<String> call : List.of(calls.get(0), calls.get(PLACES - 1))) {
            FutureTask<CompletableFuture<String>> next = waitingToBegin();
            assertThat(call.cancel(true)).isTrue();
            assertThat(next.get(10, TimeUnit.SECONDS)).isNotDone();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(call::join);
        }
    }

    @Test
    void closingLetsGoWhoWaitsForAPlace() throws Exception {
        takeAllPlaces();
        FutureTask<CompletableFuture<String>> next = waitingToBegin();
        background.close();
        assertThat(next)
                .failsWithin(1, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .withMessage("it is closed");
    }

    @Test
    void anInterruptLetsGoWhoWaitsForAPlace() throws Exception {
        takeAllPlaces();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            Thread.currentThread().interrupt();
                            try {
                                calls.add(begin());
                            } catch (AssertionError e) {
                                thrown.complete(e.getCause());
                            }
                        });
        thread.start();
        assertThat(thrown.get(1, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void waitsForAPlaceNoLongerThanTheCallMayTake() {
        takeAllPlaces();
        assertThat(run(() -> "never", Duration.ofMillis(50)))
                .isCompletedExceptionally()
                .failsWithin(1, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessage("late");
        assertThat(calls).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void endsWhatRunsAndWhatWaitsWhenItIsClosed() throws Exception {
        takeAllPlaces();
        background.close();
        for (CompletableFuture<String> call : calls) {
            try {
                assertThat(call.get(1, TimeUnit.SECONDS)).isEqualTo("interrupted");
            } catch (ExecutionException e) {
                assertThat(e.getCause()).hasMessage("it is closed");
            }
        }
        assertThatIllegalStateException().isThrownBy(this::begin).withMessage("it is closed");
        background.close();
    }

    @Test
    void callbacksSendFurtherCallsThoughAllPlacesAreTaken() throws Exception {
        AtomicInteger more = new AtomicInteger(20_000);
        takeAllPlaces();
        List<CompletableFuture<String>> chains = new ArrayList<>();
        calls.forEach(call -> chains.add(call.thenCompose(ended -> goOn(more))));
        FutureTask<CompletableFuture<String>> next = waitingToBegin();
        ends.release(PLACES + 1);
        for (CompletableFuture<String> chain : chains) {
            assertThat(chain.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        }
        assertThat(next.get(10, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS)).isEqualTo("ended");
    }

    private CompletableFuture<String> goOn(AtomicInteger more) {
        return more.decrementAndGet() < 0
                ? CompletableFuture.completedFuture("done")
                : run(() -> "again", LONG).thenCompose(again -> goOn(more));
    }

    @Test
    void anInterruptOfOneCallDoesNotReachTheNext() throws Exception {
        List<CompletableFuture<Boolean>> next = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<String> call =
                    run(
                            () -> {
                                begun.countDown();
                                return untilEnd();
                            },
                            LONG);
            begun.await();
            call.cancel(true);
            next.add(run(() -> Thread.currentThread().isInterrupted(), LONG));
        }
        for (CompletableFuture<Boolean> interrupted : next) {
            assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void handsOnWhatACallThrows() {
        AssertionError error = new AssertionError("thrown");
        CompletableFuture<String> call =
                run(
                        () -> {
                            throw error;
                        },
                        LONG);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(call::join)
                .withCause(error);
    }
}
