package dev.flinkrest.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.internal.jars.ProgramTurns;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that run at the same time: Flink before 1.16.3 and 1.17.2 mixes them up. */
@Timeout(60)
class ProgramTurnsTest {
    private static final JarId JAR = JarId.of("u_job.jar");

    private static FlinkVersion version(String text) {
        return FlinkVersion.parse(text).orElseThrow();
    }

    private static Reply answer(Request<?> request) {
        return Reply.ok(
                request.endpoint().template().endsWith("/run")
                        ? "{\"jobid\":\"" + JobId.random() + "\"}"
                        : "{\"plan\":{\"jid\":\""
                                + JobId.random()
                                + "\",\"name\":\"n\",\"nodes\":[]}}");
    }

    /** Makes a handle, one of several of a client. */
    private static Jars handle(RestCaller caller, JarsInUse inUse) {
        return new Jars(caller, inUse, OptionalLong::empty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.13.6", "1.15.4", "1.16.2", "1.17.0", "1.17.1"})
    void runsOneAfterAnotherWhereFlinkMixesThemUp(String flink) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FakeCaller caller =
                new FakeCaller(
                        version(flink),
                        request -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            busy.countDown();
                            await(end);
                            running.decrementAndGet();
                            return answer(request);
                        });
        JarsInUse inUse = new JarsInUse();
        Thread first = thread(() -> handle(caller, inUse).run(JAR));
        busy.await();
        Thread second = thread(() -> handle(caller, inUse).run(JAR));
        Thread third = thread(() -> handle(caller, inUse).getPlan(JAR));
        while (second.getState() != Thread.State.TIMED_WAITING
                || third.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // until both wait for their turn
        }
        assertThat(caller.asked).hasSize(1);
        end.countDown();
        first.join();
        second.join();
        third.join();
        assertThat(caller.asked).hasSize(3);
        assertThat(most).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.16.3", "1.17.2", "1.18.0", "1.20.3", "2.3.0"})
    void runsSideBySideElsewhere(String flink) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        FakeCaller caller =
                new FakeCaller(
                        version(flink),
                        request -> {
                            try {
                                together.await(30, TimeUnit.SECONDS);
                            } catch (Exception e) {
                                throw new AssertionError("runs alone", e);
                            }
                            return answer(request);
                        });
        JarsInUse inUse = new JarsInUse();
        AtomicReference<JobId> job = new AtomicReference<>();
        Thread other = thread(() -> job.set(handle(caller, inUse).run(JAR)));
        assertThat(handle(caller, inUse).getPlan(JAR).name()).isEqualTo("n");
        other.join();
        assertThat(job).doesNotHaveNullValue();
    }

    /** Taking turns for that would make one slow that has only lost an answer. */
    @Test
    void asksAgainForTheVersionWhenThatAnswerIsLost() {
        FakeCaller server = new FakeCaller(FlinkVersion.V2_3, ProgramTurnsTest::answer);
        JarsInUse inUse = new JarsInUse();
        CompletableFuture<JobId> sideBySide =
                inUse.turns()
                        .alone(
                                "other",
                                Duration.ofSeconds(1),
                                () -> startedBeside(new LosingVersions(server, true), inUse));
        assertThat(sideBySide).isCompleted();
        assertThat(server.asked).hasSize(1);
    }

    private static CompletableFuture<JobId> startedBeside(RestCaller server, JarsInUse inUse) {
        CompletableFuture<JobId> started =
                CompletableFuture.supplyAsync(() -> handle(server, inUse).run(JAR));
        started.join();
        return started;
    }

    @Test
    void leavesItToTheProgramsCallToSayThatTheServerCannotBeReached() {
        FakeCaller server = new FakeCaller(FlinkVersion.V2_3, ProgramTurnsTest::answer);
        handle(new LosingVersions(server, false), new JarsInUse()).run(JAR);
        assertThat(server.asked).hasSize(1);
    }

    /** Does not get the version when it asks for the first time. */
    private static final class LosingVersions extends ForwardingCaller {
        private final boolean sent;
        private boolean lost;

        LosingVersions(RestCaller rest, boolean sent) {
            super(rest);
            this.sent = sent;
        }

        @Override
        public FlinkVersion version(CallOptions options) {
            if (!lost) {
                lost = true;
                throw new ConnectionException("GET /config", sent, "it broke off", null);
            }
            return super.version(options);
        }
    }

    @Test
    void givesTheTurnOnWhenAProgramFails() {
        FakeCaller caller =
                new FakeCaller(
                        FlinkVersion.V1_13, request -> new Reply(400, "{\"errors\":[\"oh\"]}"));
        JarsInUse inUse = new JarsInUse();
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> handle(caller, inUse).run(JAR));
        assertThat(inUse.turns().alone("run", Duration.ofMillis(1), () -> "done"))
                .isEqualTo("done");
    }

    @Test
    void saysThatTheTurnDidNotComeInTime() {
        ProgramTurns turns = new ProgramTurns();
        Runnable other =
                () ->
                        assertThatExceptionOfType(DeadlineExceededException.class)
                                .isThrownBy(
                                        () ->
                                                turns.alone(
                                                        "other", Duration.ofMillis(5), () -> "ran"))
                                .withMessageContaining("nothing was sent")
                                .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        turns.alone("one", Duration.ofSeconds(1), () -> CompletableFuture.runAsync(other).join());
    }

    @Test
    void canBeInterrupted() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(
                        () -> new ProgramTurns().alone("run", Duration.ofSeconds(1), () -> "ran"))
                .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }
}
