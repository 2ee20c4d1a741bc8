package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClusterUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.jobs.SavepointOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Waiting for jobs. */
interface WaitingContract {
    ClusterUnderTest cluster();

    private Jobs jobs() {
        return cluster().flink().jobs();
    }

    @Test
    default void awaitsTasksSoThatASavepointCanBeMadeAtOnce() {
        JobId job = cluster().run(cluster().jobs().jar(), "--rate", "100", "--parallelism", "2");
        JobDetails details = jobs().awaitAllVerticesRunning(job, PATIENCE);
        assertThat(details.state()).isEqualTo(JobStatus.RUNNING);
        assertThat(details.vertices()).hasSize(3);
        var options = SavepointOptions.into(cluster().directory("waited"));
        assertThat(jobs().createSavepoint(job, options).await(PATIENCE).location())
                .startsWith("file:");
        jobs().terminate(job);
    }

    @Test
    default void reportsAJobThatHasEndedInsteadOfWaitingForIt() {
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(
                        () -> jobs().awaitAllVerticesRunning(cluster().jobs().failed(), PATIENCE))
                .withMessageContaining("the job has ended: FAILED: ")
                .withMessageContaining("fails, as --fail-at asked it to");
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(
                        () -> jobs().awaitAllVerticesRunning(cluster().jobs().finished(), PATIENCE))
                .withMessageEndingWith("the job has ended: FINISHED")
                .satisfies(e -> assertThat(e.failure()).isNull());
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> jobs().awaitAllVerticesRunning(JobId.random(), PATIENCE));
    }

    @Test
    default void saysThatSlotsAreMissing() {
        JobId job = cluster().run(cluster().jobs().jar(), "--parallelism", "100");
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> jobs().awaitAllVerticesRunning(job, Duration.ofSeconds(2)))
                .withMessageContaining(
                        "0 of its 300 tasks run; has the cluster enough free slots?");
        jobs().terminate(job);
    }

    @Test
    default void awaitsStatesTheEndAndCheckpoints() {
        JobId job =
                cluster()
                        .run(
                                cluster().jobs().jar(),
                                "--parallelism",
                                "1",
                                "--checkpoint-interval",
                                "200");
        assertThat(jobs().await(job, JobStatus.RUNNING, PATIENCE).state())
                .isEqualTo(JobStatus.RUNNING);
        long first = jobs().awaitCheckpoint(job, 0, PATIENCE).id();
        assertThat(jobs().awaitCheckpoint(job, first, PATIENCE).id()).isGreaterThan(first);
        jobs().terminate(job);
        assertThat(jobs().awaitTerminated(job, PATIENCE).state()).isEqualTo(JobStatus.CANCELED);
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(() -> jobs().await(job, JobStatus.RUNNING, PATIENCE))
                .withMessageEndingWith("to be RUNNING: the job has ended: CANCELED");
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(() -> jobs().awaitCheckpoint(job, Long.MAX_VALUE, PATIENCE));
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(
                        () -> jobs().await(cluster().jobs().failed(), JobStatus.FINISHED, PATIENCE))
                .withMessageContaining("fails, as --fail-at asked it to");
    }

    @Test
    default void asksWhetherCheckpointingIsOnWhereNoneComes() {
        JobId job = cluster().run(cluster().jobs().jar(), "--parallelism", "1");
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> jobs().awaitCheckpoint(job, 0, Duration.ofSeconds(1)))
                .withMessageEndingWith("it has no checkpoint yet; is checkpointing on?");
        jobs().terminate(job);
    }

    @Test
    default void awaitsSlotsAndTaskManagers() {
        int taskManagers = cluster().flink().awaitTaskManagers(1, PATIENCE).taskmanagers();
        assertThat(cluster().flink().awaitSlots(1, PATIENCE).slotsAvailable()).isPositive();
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> cluster().flink().awaitSlots(1000, Duration.ofSeconds(1)))
                .withMessageContaining(
                        "the cluster has " + taskManagers + " task managers and 16 slots");
    }
}
