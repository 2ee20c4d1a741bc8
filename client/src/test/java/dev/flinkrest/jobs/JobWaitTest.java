package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JobWaitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final String NO_EXCEPTIONS = "{\"exceptionHistory\":{\"entries\":[]}}";

    private final FakeTicker ticker = new FakeTicker();

    private interface Answer extends Supplier<Reply> {}

    /** Answers in turn. */
    private static FakeCaller replying(Answer... replies) {
        Iterator<Answer> next = Arrays.asList(replies).iterator();
        return new FakeCaller(FlinkVersion.V2_3, request -> next.next().get());
    }

    private static Answer ok(String body) {
        return () -> Reply.ok(body);
    }

    /** Two vertices, of two tasks and of one. */
    private static Answer job(String state, String firstTasks, String secondTasks) {
        return ok(
                "{\"jid\":\"%s\",\"name\":\"a job\",\"state\":\"%s\",\"vertices\":[%s,%s]}"
                        .formatted(JOB, state, vertex(2, firstTasks), vertex(1, secondTasks)));
    }

    private static String vertex(int parallelism, String tasks) {
        return "{\"id\":\"f362c87ffabe89c8a91fa7d0a523ba6c\",\"parallelism\":%d,\"status\":\"RUNNING\",\"tasks\":{%s}}"
                .formatted(parallelism, tasks);
    }

    private static Answer ended(String state) {
        return job(state, "", "");
    }

    private JobDetails await(FakeCaller server) {
        return new JobWait(server, JOB, ticker).allVerticesRunning(PATIENCE);
    }

    @Test
    void awaitsEveryTaskNotOnlyEveryVertex() {
        FakeCaller server =
                replying(
                        ok("{\"jid\":\"" + JOB + "\",\"state\":\"RUNNING\",\"vertices\":[]}"),
                        job("CREATED", "", ""),
                        job("RUNNING", "\"RUNNING\":1,\"DEPLOYING\":1", "\"RUNNING\":1"),
                        job("RESTARTING", "\"RUNNING\":2", "\"RUNNING\":1"),
                        job("RUNNING", "\"RUNNING\":1,\"FINISHED\":1", "\"RUNNING\":1"));
        assertThat(await(server).vertices()).hasSize(2);
        assertThat(server.asked).hasSize(5).containsOnly("GET /jobs/" + JOB);
        assertThat(ticker.slept.stream().map(Duration::toMillis))
                .containsExactly(10L, 20L, 40L, 80L);
    }

    @Test
    void outlastsAReplyWithoutAState() {
        FakeCaller server =
                replying(
                        ok("{\"jid\":\"" + JOB + "\"}"),
                        job("RUNNING", "\"RUNNING\":2", "\"RUNNING\":1"));
        assertThat(await(server).vertices()).hasSize(2);
    }

    @Test
    void outlastsAServerOutOfReach() {
        Answer refused =
                () -> {
                    throw new ConnectionException("GET /x", false, "GET /x: refused", null);
                };
        FakeCaller server =
                replying(
                        refused,
                        () -> new Reply(503, "{\"errors\":[\"leader election\"]}"),
                        job("RUNNING", "\"RUNNING\":2", "\"RUNNING\":1"));
        assertThat(await(server).state()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void endsAtOnceWhenTheJobHasFailedAndSaysWhy() {
        String failure =
                "{\"exceptionHistory\":{\"entries\":[{\"exceptionName\":\"java.lang.RuntimeException\",\"stacktrace\":"
                        + "\"java.lang.RuntimeException: wrapped\\n\\tat a.B.c(B.java:1)\\nCaused by: java.io.IOException: disk full\"}]}}";
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(() -> await(replying(ended("FAILED"), ok(failure))))
                .withMessage(
                        "wait for all vertices of job "
                                + JOB
                                + " to run: the job has ended: FAILED: wrapped: disk full")
                .satisfies(e -> assertThat(e.state()).isEqualTo("FAILED"))
                .satisfies(e -> assertThat(e.failure().rootCause()).isEqualTo("disk full"))
                .satisfies(e -> assertThat(e.maybeSent()).isTrue());
    }

    @Test
    void readsTheFailureWhereFlinkHasNoHistoryOfIt() {
        String failure =
                "{\"root-exception\":\"java.lang.Error: at the start\",\"exceptionHistory\":{\"entries\":[]}}";
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(() -> await(replying(ended("FAILED"), ok(failure))))
                .withMessageEndingWith("FAILED: at the start");
    }

    @Test
    void saysHowTheJobEndedWhenTheReasonIsNotKnownOrCannotBeHad() {
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(() -> await(replying(ended("FAILED"), ok(NO_EXCEPTIONS))))
                .withMessageEndingWith("the job has ended: FAILED")
                .satisfies(e -> assertThat(e.failure()).isNull());
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(() -> await(replying(ended("FAILED"), () -> new Reply(500, "{}"))))
                .withMessageEndingWith("the job has ended: FAILED")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void takesNoFailureThatTheJobRecoveredFromForTheReasonOfItsEnd() {
        for (String state : List.of("FINISHED", "CANCELED")) {
            FakeCaller server = replying(ended(state));
            assertThatExceptionOfType(JobEndedException.class)
                    .isThrownBy(() -> await(server))
                    .withMessageEndingWith("the job has ended: " + state)
                    .satisfies(e -> assertThat(e.failure()).isNull());
            assertThat(server.asked).containsExactly("GET /jobs/" + JOB);
        }
    }

    @Test
    void canBeInterruptedWhileItAsksWhyTheJobFailed() {
        Answer interrupted =
                () -> {
                    throw new InterruptedCallException("GET /x", false, null);
                };
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> await(replying(ended("FAILED"), interrupted)));
    }

    @Test
    void givesEachRequestOfAQuestionTheTimeThatIsLeftThen() {
        long end = ticker.now + PATIENCE.toNanos();
        for (String state : List.of("RUNNING", "FAILED")) {
            List<Duration> late = new ArrayList<>();
            FakeCaller server =
                    new FakeCaller(
                            FlinkVersion.V2_3,
                            request -> {
                                Duration bound = request.options().callTimeout();
                                if (bound.toNanos() > Math.max(1, end - ticker.now)) {
                                    late.add(bound);
                                }
                                ticker.now += Duration.ofMillis(1_600).toNanos();
                                return request.target().endsWith("/checkpoints")
                                        ? checkpoints(0).get()
                                        : request.target().endsWith("/exceptions")
                                                ? Reply.ok(NO_EXCEPTIONS)
                                                : job(state, "", "").get();
                            });
            JobWait wait = new JobWait(server, JOB, ticker);
            assertThatExceptionOfType(FlinkRestException.class)
                    .isThrownBy(() -> wait.checkpoint(0, Duration.ofNanos(end - ticker.now)));
            assertThat(server.asked).hasSizeGreaterThan(2);
            assertThat(late).isEmpty();
            ticker.now = end - PATIENCE.toNanos();
        }
    }

    @Test
    void tellsHowFarItCameWhenTheTimeIsUp() {
        FakeCaller server =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request ->
                                job("RUNNING", "\"RUNNING\":1,\"SCHEDULED\":1", "\"SCHEDULED\":1")
                                        .get());
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> await(server))
                .withMessageContaining("PT5S: the job is RUNNING, and 1 of its 3 tasks run; has");
        assertThat(ticker.slept.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(PATIENCE);
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(
                        () ->
                                await(
                                        new FakeCaller(
                                                FlinkVersion.V2_3,
                                                request ->
                                                        new Reply(
                                                                503,
                                                                "{\"errors\":[\"no leader\"]}"))))
                .withMessageContaining("the server did not answer; the last failure was: ")
                .withMessageContaining("no leader");
    }

    @Test
    void reportsAnUnknownJobAtOnce() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> await(replying(() -> new Reply(404, "{\"errors\":[\"no\"]}"))));
        assertThat(ticker.slept).isEmpty();
    }

    @Test
    void canBeInterrupted() {
        ticker.interrupted = true;
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> await(replying(job("CREATED", "", ""))));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void awaitsAnyOfSomeStates() {
        FakeCaller server =
                replying(job("CREATED", "", ""), job("RESTARTING", "", ""), ended("FAILED"));
        JobDetails job =
                new JobWait(server, JOB, ticker)
                        .states(EnumSet.of(JobStatus.FAILED, JobStatus.FINISHED), PATIENCE);
        assertThat(job.state()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void doesNotWaitForAStateThatCannotComeAnyMore() {
        JobWait wait =
                new JobWait(replying(job("RUNNING", "", ""), ended("CANCELED")), JOB, ticker);
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(
                        () ->
                                wait.states(
                                        EnumSet.of(JobStatus.FINISHED, JobStatus.FAILED), PATIENCE))
                .withMessage(
                        "wait for job "
                                + JOB
                                + " to be FAILED or FINISHED: the job has ended: CANCELED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wait.states(Set.of(), PATIENCE))
                .withMessage("states are none; expected at least one");
    }

    @Test
    void awaitsTheEndHoweverItIs() {
        FakeCaller server = replying(job("FAILING", "", ""), ended("FAILED"));
        assertThat(new JobWait(server, JOB, ticker).terminated(PATIENCE).state())
                .isEqualTo(JobStatus.FAILED);
        assertThat(server.asked).hasSize(2);
    }

    private static Answer checkpoints(int newest) {
        return ok(
                newest == 0
                        ? "{\"latest\":{\"completed\":null},\"history\":[]}"
                        : "{\"latest\":{\"completed\":{\"status\":\"COMPLETED\",\"id\":%d}},\"history\":[]}"
                                .formatted(newest));
    }

    @Test
    void awaitsACheckpointLaterThanAnother() {
        Answer noCheckpointing = () -> new Reply(404, "{\"errors\":[\"not enabled\"]}");
        FakeCaller server =
                replying(
                        job("INITIALIZING", "", ""),
                        noCheckpointing,
                        job("RUNNING", "", ""),
                        checkpoints(0),
                        job("RUNNING", "", ""),
                        checkpoints(3),
                        job("RUNNING", "", ""),
                        checkpoints(4));
        assertThat(new JobWait(server, JOB, ticker).checkpoint(3, PATIENCE).id()).isEqualTo(4);
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(
                        () ->
                                new JobWait(
                                                replying(job("RUNNING", "", ""), noCheckpointing),
                                                JOB,
                                                ticker)
                                        .checkpoint(0, PATIENCE))
                .withMessageContaining("not enabled");
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(
                        () ->
                                new JobWait(
                                                replying(ended("FINISHED"), checkpoints(2)),
                                                JOB,
                                                ticker)
                                        .checkpoint(2, PATIENCE));
    }

    @Test
    void saysWhichCheckpointIsTheNewestWhenTheTimeIsUp() {
        FakeCaller server =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request ->
                                (request.target().endsWith("/checkpoints")
                                                ? checkpoints(7)
                                                : job("RUNNING", "\"RUNNING\":2", "\"RUNNING\":1"))
                                        .get());
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> new JobWait(server, JOB, ticker).checkpoint(7, PATIENCE))
                .withMessageEndingWith(
                        "the job is RUNNING, and 3 of its 3 tasks run; its newest checkpoint is 7");
    }

    @Test
    void givesAJobManagerTenSecondsToTakeAJobOver() {
        Answer missing = () -> new Reply(404, "{\"errors\":[\"no\"]}");
        FakeCaller server =
                replying(job("RUNNING", "", ""), missing, missing, job("FINISHED", "", ""));
        assertThat(new JobWait(server, JOB, ticker).terminated(PATIENCE).state())
                .isEqualTo(JobStatus.FINISHED);
        Iterator<Answer> once = Arrays.asList(job("RUNNING", "", "")).iterator();
        FakeCaller gone =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request -> (once.hasNext() ? once.next() : missing).get());
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> new JobWait(gone, JOB, ticker).terminated(Duration.ofMinutes(1)));
        assertThat(gone.asked).hasSizeBetween(16, 20);
    }
}
