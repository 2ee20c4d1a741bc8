package dev.flinkrest.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.OperationFailedException;
import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperationTest {
    private static final TriggerId TRIGGER = TriggerId.of("02b969df26f8f7bc553b3fde61895c07");

    private final FakeTicker ticker = new FakeTicker();
    private final List<CallOptions> asked = new ArrayList<>();

    private Operation<String> operation(Stream<Supplier<Operation.Status<String>>> script) {
        Iterator<Supplier<Operation.Status<String>>> replies = script.iterator();
        return new Operation<>(
                "savepoint of job x",
                TRIGGER,
                options -> {
                    asked.add(options);
                    return replies.next().get();
                },
                ticker);
    }

    private static Supplier<Operation.Status<String>> pending() {
        return Operation.Status::inProgress;
    }

    private static Supplier<Operation.Status<String>> done(String result) {
        return () -> new Operation.Status<>(true, result, null);
    }

    @Test
    void asksAtOnceAndThenWithGrowingPauses() {
        var script =
                Stream.concat(
                        Stream.generate(OperationTest::pending).limit(9),
                        Stream.of(done("file:/sp")));
        assertThat(operation(script).await(Duration.ofMinutes(1))).isEqualTo("file:/sp");
        assertThat(ticker.slept.stream().map(Duration::toMillis))
                .containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L);
    }

    @Test
    void boundsEachRequestByWhatIsLeftOfTheTimeout() {
        operation(Stream.of(pending(), done("x"))).await(Duration.ofSeconds(1));
        assertThat(asked.stream().map(CallOptions::callTimeout))
                .containsExactly(Duration.ofSeconds(1), Duration.ofMillis(990));
    }

    @Test
    void reportsFailureAsFailure() {
        SerializedThrowable failure =
                new SerializedThrowable(
                        "java.util.concurrent.CompletionException",
                        "java.util.concurrent.CompletionException: org.apache.flink.util.FlinkException: Checkpoint was declined"
                                + "\n\tat a.B.c(B.java:1)\nCaused by: java.io.IOException: Mkdirs failed to create /nope"
                                + "\n\tat d.E.f(E.java:2)",
                        "rO0A");
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(
                        () ->
                                operation(
                                                Stream.of(
                                                        pending(),
                                                        () ->
                                                                new Operation.Status<>(
                                                                        true, null, failure)))
                                        .await(Duration.ofSeconds(9)))
                .withMessage(
                        "savepoint of job x failed: Checkpoint was declined: Mkdirs failed to create /nope")
                .satisfies(
                        e -> {
                            assertThat(e.failure()).isSameAs(failure);
                            assertThat(e.serverStackTrace()).contains("E.java:2");
                            assertThat(e.maybeSent()).isTrue();
                        });
    }

    @Test
    void endsWithTheTimeoutAndSaysThatTheOperationGoesOn() {
        Operation<String> operation = operation(Stream.generate(OperationTest::pending));
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> operation.await(Duration.ofSeconds(2)))
                .withMessage(
                        "savepoint of job x: not done within PT2S: it goes on, and can be waited for again")
                .satisfies(e -> assertThat(e.timeout()).isEqualTo(Duration.ofSeconds(2)));
        assertThat(ticker.slept.stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void asksAgainWhenTheServerCannotBeReachedForAWhile() {
        Supplier<Operation.Status<String>> refused =
                () -> {
                    throw new ConnectionException("GET /x", false, "refused", null);
                };
        assertThat(operation(Stream.of(refused, refused, done("x"))).await(Duration.ofSeconds(9)))
                .isEqualTo("x");
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(
                        () ->
                                operation(Stream.generate(() -> refused))
                                        .await(Duration.ofSeconds(1)))
                .withMessageContaining("the last failure was: GET /x: refused")
                .withCauseInstanceOf(ConnectionException.class);
    }

    @Test
    void givesUpWhenInterruptedAndKeepsTheFlag() {
        ticker.interrupted = true;
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> operation(Stream.of(pending())).await(Duration.ofSeconds(9)))
                .withMessage("savepoint of job x: the calling thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesATimeoutThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> operation(Stream.of()).await(Duration.ZERO))
                .withMessage("timeout is PT0S; expected a positive duration");
        assertThat(asked).isEmpty();
    }

    @Test
    void asksOnceForTheStatusAndThrowsNoFailure() {
        SerializedThrowable failure = new SerializedThrowable("a.B", null, null);
        var status =
                operation(
                                Stream.of(
                                        () ->
                                                Operation.Status.of(
                                                        new QueueStatus(QueueStatus.Id.COMPLETED),
                                                        "ignored",
                                                        failure)))
                        .status();
        assertThat(status.completed()).isTrue();
        assertThat(status.result()).isNull();
        assertThat(status.failure()).isSameAs(failure);
        assertThat(
                        Operation.Status.of(new QueueStatus(QueueStatus.Id.IN_PROGRESS), "x", null)
                                .completed())
                .isFalse();
    }
}
