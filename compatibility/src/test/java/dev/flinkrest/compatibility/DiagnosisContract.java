package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClusterUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobDiagnosis;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.JobVertexSummary;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.jobs.diagnosis.BackPressure;
import dev.flinkrest.jobs.diagnosis.FailedCheckpoints;
import dev.flinkrest.jobs.diagnosis.Finding;
import dev.flinkrest.jobs.diagnosis.Finding.Severity;
import dev.flinkrest.jobs.diagnosis.MissingSlots;
import dev.flinkrest.jobs.diagnosis.Restarts;
import dev.flinkrest.jobs.diagnosis.RootCause;
import dev.flinkrest.jobs.diagnosis.Skew;
import dev.flinkrest.jobs.diagnosis.SlowCheckpoint;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is wrong with jobs, and with which nothing is. */
interface DiagnosisContract {
    ClusterUnderTest cluster();

    private Jobs jobs() {
        return cluster().flink().jobs();
    }

    private JobId run(String... arguments) {
        return cluster().run(cluster().jobs().jar(), arguments);
    }

    /** Diagnoses a job until it is as it should be. */
    private JobDiagnosis awaitDiagnosis(JobId job, Predicate<JobDiagnosis> wish) {
        return ClusterUnderTest.await(() -> jobs().diagnose(job), wish);
    }

    private static boolean has(JobDiagnosis diagnosis, Class<? extends Finding> kind) {
        return diagnosis.findings().stream().anyMatch(kind::isInstance);
    }

    private static boolean holdsBack(JobDiagnosis diagnosis, String vertex) {
        return diagnosis.findings().stream()
                .anyMatch(f -> f instanceof BackPressure b && b.heldBack().name().equals(vertex));
    }

    private static <F extends Finding> F only(JobDiagnosis diagnosis, Class<F> kind) {
        return diagnosis.findings().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce(
                        (one, other) -> {
                            throw new AssertionError("several in " + diagnosis);
                        })
                .orElseThrow(() -> new AssertionError("none in " + diagnosis));
    }

    private void isTheExamplesFailure(JobId job, RootCause cause) {
        assertThat(cause.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cause.message()).isEqualTo("Record 20 fails, as --fail-at asked it to");
        assertThat(cause.exceptionName())
                .isEqualTo("dev.flinkrest.examplejob.RequestedFailureException");
        assertThat(cause.stacktrace()).contains("CountPerKey.processElement");
        assertThat(cause.taskName()).startsWith("Count per key (1/1)");
        assertThat(jobs().get(job).vertices())
                .filteredOn(vertex -> vertex.id().equals(cause.vertex()))
                .extracting(JobVertexSummary::name)
                .containsExactly("Count per key");
        assertThat(cause.subtask()).isZero();
        assertThat(cause.endpoint()).startsWith("localhost");
        assertThat(cause.summary())
                .startsWith("The job failed in Count per key (1/1)")
                .contains("Z: Record 20 fails, as --fail-at asked it to (dev.flinkrest.examplejob");
    }

    @Test
    default void findsTheRootCauseOfAFailedJob() {
        JobId job = cluster().jobs().failed();
        JobDiagnosis diagnosis = jobs().diagnose(job);
        assertThat(diagnosis.state()).isEqualTo(JobStatus.FAILED);
        assertThat(diagnosis.unanswered()).isEmpty();
        assertThat(diagnosis.findings()).first().isInstanceOf(RootCause.class);
        assertThat(diagnosis.findings().subList(1, diagnosis.findings().size()))
                .as("besides a checkpoint that it was about to take")
                .allMatch(FailedCheckpoints.class::isInstance);
        isTheExamplesFailure(job, only(diagnosis, RootCause.class));
    }

    @Test
    default void findsTheRootCauseOfAJobThatWaitsToBeRestarted() {
        JobId job = cluster().jobs().restarting();
        JobDiagnosis diagnosis = jobs().diagnose(job);
        assertThat(diagnosis.state()).isEqualTo(JobStatus.RESTARTING);
        assertThat(diagnosis.findings()).first().isInstanceOf(RootCause.class);
        isTheExamplesFailure(job, only(diagnosis, RootCause.class));
        assertThat(only(diagnosis, Restarts.class).count()).isEqualTo(1);
    }

    @Test
    default void countsRestartsBeyondWhatFlinkRemembers() {
        JobId job = run(ClusterUnderTest.failingAgainAndAgain(10));
        JobDiagnosis diagnosis =
                awaitDiagnosis(
                        job,
                        d ->
                                d.findings().stream()
                                        .anyMatch(f -> f instanceof Restarts r && r.count() > 20));
        jobs().terminate(job);
        Restarts restarts = only(diagnosis, Restarts.class);
        assertThat(restarts.atLeast()).isFalse();
        assertThat(restarts.total()).isEqualTo(restarts.count());
        assertThat(restarts.timestamps())
                .hasSizeBetween(16, 17)
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        isTheExamplesFailure(job, only(diagnosis, RootCause.class));
    }

    @Test
    default void countsTheSlotsThatAreMissing() {
        JobId job = run("--parallelism", "100");
        JobDiagnosis diagnosis = awaitDiagnosis(job, d -> has(d, MissingSlots.class));
        jobs().terminate(job);
        assertThat(diagnosis.findings())
                .containsExactly(new MissingSlots(Severity.CRITICAL, 300, 100, 16, 0, 84));
        assertThat(diagnosis.summary())
                .contains(
                        "CRITICAL: 300 tasks wait for slots: the job wants 100, the cluster has 16, of which 0"
                                + " are free, and at least 84 are missing; add");
    }

    @Test
    default void findsWhatHoldsAJobBack() {
        JobId job =
                run(
                        "--rate",
                        "0",
                        "--skew",
                        "90",
                        "--sink-delay",
                        "5",
                        "--parallelism",
                        "2",
                        "--checkpoint-interval",
                        "500");
        cluster().awaitRunning(job);
        // Flink's shares are means since the start, at most of a minute: while the job's beginning
        // weighs in them, the source alone may be held back for more than half of the time
        JobDiagnosis diagnosis =
                awaitDiagnosis(
                        job,
                        d ->
                                holdsBack(d, "Count per key")
                                        && has(d, Skew.class)
                                        && has(d, SlowCheckpoint.class));
        jobs().terminate(job);
        assertThat(diagnosis.unanswered()).isEmpty();
        BackPressure backPressure = only(diagnosis, BackPressure.class);
        assertThat(backPressure.heldBack().name()).isEqualTo("Count per key");
        assertThat(backPressure.heldBack().backPressured()).isBetween(0.5, 1.0);
        assertThat(backPressure.bottleneck().name()).isEqualTo("Sink");
        assertThat(backPressure.bottleneck().busy()).isBetween(0.5, 1.0);
        Skew skew = only(diagnosis, Skew.class);
        assertThat(skew.name()).isEqualTo("Count per key");
        assertThat(skew.share()).isBetween(0.75, 1.0);
        assertThat(skew.records()).hasSize(2);
        SlowCheckpoint slow = only(diagnosis, SlowCheckpoint.class);
        assertThat(slow.interval()).isEqualTo(500);
        assertThat(slow.duration()).isGreaterThan(1_000);
    }

    @Test
    default void findsNothingWhereAllIsWell() {
        JobId job = run("--name", "Healthy", "--parallelism", "2", "--checkpoint-interval", "5000");
        jobs().awaitAllVerticesRunning(job, PATIENCE);
        cluster().awaitCheckpoint(job);
        JobDiagnosis diagnosis = jobs().diagnose(job);
        jobs().terminate(job);
        assertThat(diagnosis.summary())
                .isEqualTo("Job Healthy (" + job + ") is RUNNING: nothing found");
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(jobs().diagnose(cluster().jobs().finished()).summary())
                .endsWith("is FINISHED: nothing found");
    }

    @Test
    default void knowsNoUnknownJob() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> jobs().diagnose(JobId.random()));
    }
}
