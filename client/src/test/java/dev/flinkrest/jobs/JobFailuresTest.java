package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.diagnosis.Finding.Severity;
import dev.flinkrest.jobs.diagnosis.Restarts;
import dev.flinkrest.jobs.diagnosis.RootCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFailuresTest {
    private static final VertexId COUNTER = VertexId.of("5b61d6019ab04da71a4e62533c1a8c40");

    /** The time of the newest failure of the restarting job, and of the oldest remembered one. */
    private static final long NEWEST = 1795591294347L;

    private static final String NOW = "\"now\":1795591297297";

    private static JobFailures failures(String name) {
        return new JobFailures(
                Replies.job(name), Replies.read(JobEndpoints.EXCEPTIONS, name + "-exceptions"));
    }

    private static JobFailures restarting(String... replacements) {
        return new JobFailures(
                Replies.job("restarting-1.13.6", replacements),
                Replies.read(JobEndpoints.EXCEPTIONS, "restarting-1.13.6-exceptions"));
    }

    private static RootCause cause(JobFailures failures) {
        return (RootCause) failures.rootCause().orElseThrow();
    }

    private static Restarts restarts(JobFailures failures, Long total) {
        return (Restarts) failures.restarts(total).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.13.6", "2.3.0"})
    void looksBehindTheWrapperAndForTheTaskInWhatCameAlong(String version) {
        RootCause cause = cause(failures("failed-" + version));
        assertThat(cause.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cause.exceptionName())
                .isEqualTo("dev.flinkrest.examplejob.RequestedFailureException");
        assertThat(cause.message()).isEqualTo("Record 20 fails, as --fail-at asked it to");
        assertThat(cause.stacktrace())
                .startsWith("org.apache.flink.runtime.JobException: Recovery is suppressed by");
        assertThat(cause.taskName()).isEqualTo("Count per key (1/1) - execution #0");
        assertThat(cause.vertex()).isEqualTo(COUNTER);
        assertThat(cause.subtask()).isZero();
        assertThat(cause.endpoint()).isEqualTo("localhost:-1");
        assertThat(cause.taskManagerId())
                .isEqualTo(
                        version.equals("1.13.6")
                                ? null
                                : TaskManagerId.of("2c493cef-231f-4c99-9892-bb110e36ac76"));
    }

    @Test
    void saysItInOneLine() {
        assertThat(cause(failures("failed-2.3.0")).summary())
                .isEqualTo(
                        "The job failed in Count per key (1/1) - execution #0 on localhost:-1 at"
                                + " 2026-11-25T07:22:03Z: Record 20 fails, as --fail-at asked it to"
                                + " (dev.flinkrest.examplejob.RequestedFailureException); its stack trace and the"
                                + " task manager's log say more");
    }

    @Test
    void readsAFailureThatIsNotInTheHistoryYet() {
        RootCause cause = cause(restarting());
        assertThat(cause.timestamp()).isEqualTo(NEWEST);
        assertThat(cause.taskName()).isEqualTo("Count per key (1/1)");
        assertThat(cause.vertex()).isEqualTo(COUNTER);
        assertThat(cause.exceptionName()).endsWith(".RequestedFailureException");
    }

    @Test
    void countsRestarts() {
        Restarts begunSince = restarts(restarting(), 24L);
        assertThat(begunSince.count()).isEqualTo(24);
        assertThat(begunSince.atLeast()).isFalse();
        assertThat(begunSince.timestamps()).hasSize(17).startsWith(NEWEST);
        assertThat(begunSince.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(begunSince.summary())
                .isEqualTo(
                        "The job was restarted 24 times within an hour, last after"
                                + " 2026-11-25T07:21:34Z; look whether the failures have one cause");

        Restarts noTotal = restarts(restarting(), null);
        assertThat(noTotal.count()).isEqualTo(17);
        assertThat(noTotal.atLeast()).isTrue();

        Restarts begunBefore =
                restarts(
                        restarting("\"start-time\":1795591284755", "\"start-time\":1795500000000"),
                        90L);
        assertThat(begunBefore.count()).isEqualTo(17);
        assertThat(begunBefore.atLeast()).isTrue();
        assertThat(begunBefore.summary())
                .contains("restarted at least 17 times within an hour")
                .contains(", 90 times in all;");
    }

    /**
     * The oldest failure that the job has in its history is some six seconds older than the newest.
     */
    @Test
    void looksBackAnHour() {
        long fiveSecondsAfterTheOldest = 1795591288010L + 5_000 + 3_600_000;
        Restarts restarts = restarts(restarting(NOW, "\"now\":" + fiveSecondsAfterTheOldest), 90L);
        assertThat(restarts.timestamps()).hasSize(4);
        assertThat(restarts.count()).isEqualTo(4);
        assertThat(restarts.atLeast()).isFalse();

        String anHourLater = "\"now\":" + (NEWEST + 3_600_001);
        assertThat(restarting(NOW, anHourLater).restarts(90L)).isEmpty();
        assertThat(cause(restarting(NOW, anHourLater)).severity())
                .as("of a job that still does not run")
                .isEqualTo(Severity.CRITICAL);
        assertThat(
                        restarting(NOW, anHourLater, "RESTARTING\",\"start", "RUNNING\",\"start")
                                .rootCause())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, 60000, CRITICAL",
        "RUNNING, 60001, WARNING",
        "RESTARTING, 60001, CRITICAL",
        "CREATED, 60001, CRITICAL",
        "FAILING, 60001, CRITICAL",
        "CANCELED, 100, WARNING",
        "FINISHED, 100, WARNING"
    })
    void isWorseWhileTheJobDoesNotRun(String state, long after, Severity severity) {
        JobFailures failures =
                restarting(
                        NOW,
                        "\"now\":" + (NEWEST + after),
                        "\"state\":\"RESTARTING\"",
                        "\"state\":\"" + state + "\"");
        assertThat(cause(failures).severity()).isEqualTo(severity);
        assertThat(restarts(failures, 24L).severity()).isEqualTo(severity);
    }

    @Test
    void aFailureThatEndedTheJobIsNoRestart() {
        assertThat(failures("failed-2.3.0").restarts(null)).isEmpty();
    }

    @Test
    void findsNothingWhereNothingFailed() {
        JobFailures failures =
                new JobFailures(
                        Replies.job("slow-2.3.0"),
                        Replies.read(JobEndpoints.EXCEPTIONS, "slow-2.3.0-exceptions"));
        assertThat(failures.rootCause()).isEmpty();
        assertThat(failures.restarts(0L)).isEmpty();
        assertThat(failures.gaveUpWaitingForSlots()).isFalse();
    }

    @Test
    void tellsThatFlinkGaveUpWaitingForSlots() {
        JobFailures failures =
                new JobFailures(
                        Replies.job("failed-2.3.0"),
                        Replies.read(JobEndpoints.EXCEPTIONS, "no-slots-2.3.0-exceptions"));
        assertThat(failures.gaveUpWaitingForSlots()).isTrue();
        RootCause cause = cause(failures);
        assertThat(cause.exceptionName()).endsWith(".NoResourceAvailableException");
        assertThat(cause.message()).isEqualTo("Could not acquire the minimum required resources.");
        assertThat(cause.endpoint()).isNull();
        assertThat(cause.summary())
                .contains("resources (org.apache")
                .endsWith("its stack trace and the job manager's log say more");
        assertThat(failures("failed-2.3.0").gaveUpWaitingForSlots()).isFalse();
    }

    @Test
    void namesNoVertexWhereSeveralHaveTheName() {
        JobFailures failures =
                new JobFailures(
                        Replies.job("failed-2.3.0", "\"Sink\"", "\"Count per key\""),
                        Replies.read(JobEndpoints.EXCEPTIONS, "failed-2.3.0-exceptions"));
        assertThat(cause(failures).vertex()).isNull();
        assertThat(cause(failures).subtask()).isZero();
    }
}
