package dev.flinkrest.monitoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.jobmanager.JobManagerEndpoints;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ParallelCallsTest {
    private static final Request<List<Metric>> REQUEST = JobManagerEndpoints.METRICS.with();

    private final FakeTicker ticker = new FakeTicker();
    private final List<FlinkRestException> failures = new ArrayList<>();
    private final List<Object> replies = new ArrayList<>();

    /** Answers as a test says, by futures. */
    private static final class HeldCaller extends ForwardingCaller {
        final List<CompletableFuture<?>> futures = new ArrayList<>();
        private final Supplier<CompletableFuture<?>> answer;

        HeldCaller(Supplier<CompletableFuture<?>> answer) {
            super(FakeCaller.always(FlinkVersion.V2_3, "[]"));
            this.answer = answer;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <R> CompletableFuture<R> sendAsync(Request<R> request) {
            CompletableFuture<R> future = (CompletableFuture<R>) answer.get();
            futures.add(future);
            return future;
        }
    }

    private ParallelCalls calls(HeldCaller caller, int limit, int requests) {
        ParallelCalls calls =
                new ParallelCalls("a test", caller, limit, Duration.ofSeconds(30), ticker);
        for (int i = 0; i < requests; i++) {
            calls.send(REQUEST, replies::add, failures::add);
        }
        return calls;
    }

    @Test
    void sendsAsManyAtOnceAsTheLimitSaysAndNoMore() throws InterruptedException {
        CountDownLatch full = new CountDownLatch(4);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService server = Executors.newFixedThreadPool(4);
        HeldCaller caller =
                new HeldCaller(
                        () -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            full.countDown();
                            return CompletableFuture.supplyAsync(
                                    () -> {
                                        await(full); // the first replies wait for the fourth
                                        // request
                                        now.decrementAndGet();
                                        return List.of();
                                    },
                                    server);
                        });
        calls(caller, 4, 200).run();
        assertThat(replies).hasSize(200);
        assertThat(most).hasValue(4);
        server.shutdown();
        assertThat(server.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void asksForMoreWhileRepliesCome() {
        HeldCaller caller = new HeldCaller(() -> CompletableFuture.completedFuture(List.of()));
        ParallelCalls calls = calls(caller, 1, 0);
        calls.send(
                REQUEST, reply -> calls.send(REQUEST, replies::add, failures::add), failures::add);
        calls.run();
        assertThat(replies).hasSize(1);
        assertThat(caller.futures).hasSize(2);
    }

    @Test
    void endsAtItsDeadlineAndCancelsWhatIsOnItsWay() {
        HeldCaller caller =
                new HeldCaller(
                        () -> {
                            ticker.now += Duration.ofSeconds(20).toNanos();
                            return new CompletableFuture<>();
                        });
        ParallelCalls calls = calls(caller, 2, 3);
        calls.run();
        assertThat(caller.futures).hasSize(2).allMatch(CompletableFuture::isCancelled);
        assertThat(replies).isEmpty();
        assertThat(failures)
                .hasSize(3)
                .allSatisfy(e -> assertThat(e).isInstanceOf(DeadlineExceededException.class))
                .extracting(FlinkRestException::getMessage)
                .endsWith(
                        "GET /jobmanager/metrics: not done within PT30S: there was no time left to ask")
                .startsWith(
                        "GET /jobmanager/metrics: not done within PT30S: the server has not answered");
        assertThat(failures)
                .extracting(FlinkRestException::maybeSent)
                .containsExactly(true, true, false);
        assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(calls::requireServer);
    }

    @Test
    void takesWhatCameInTimeThoughTheTimeIsOver() {
        HeldCaller caller =
                new HeldCaller(
                        () -> {
                            ticker.now += Duration.ofSeconds(31).toNanos();
                            return CompletableFuture.completedFuture(List.of());
                        });
        ParallelCalls calls = calls(caller, 1, 2);
        calls.run();
        assertThat(replies).hasSize(1);
        assertThat(failures).hasSize(1);
        calls.requireServer();
    }

    @Test
    void isInterrupted() {
        HeldCaller caller = new HeldCaller(CompletableFuture::new);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> calls(caller, 2, 3).run())
                .withMessage("a test: the calling thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(caller.futures).hasSize(2).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void isInterruptedDuringAPauseAndPausesNoLongerThanItHasTime() {
        ParallelCalls calls = calls(new HeldCaller(CompletableFuture::new), 1, 0);
        calls.pause(Duration.ofSeconds(29));
        calls.pause(Duration.ofSeconds(29));
        assertThat(ticker.slept).containsExactly(Duration.ofSeconds(29), Duration.ofSeconds(1));
        ticker.interrupted = true;
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> calls.pause(Duration.ofSeconds(1)));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void passesOnThatTheClientIsClosed() {
        List<CompletableFuture<?>> answers =
                List.of(
                        new CompletableFuture<>(),
                        CompletableFuture.failedFuture(
                                new IllegalStateException("the client is closed")));
        AtomicInteger next = new AtomicInteger();
        HeldCaller caller = new HeldCaller(() -> answers.get(next.getAndIncrement()));
        assertThatIllegalStateException()
                .isThrownBy(() -> calls(caller, 2, 2).run())
                .withMessage("the client is closed");
        assertThat(caller.futures.get(0)).isCancelled();
    }
}
