package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.diagnostics.ConfigurationEntry;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.ApplicationStatus;
import dev.flinkrest.jobs.ExceptionsQuery;
import dev.flinkrest.jobs.JobExceptions;
import dev.flinkrest.jobs.JobIdWithStatus;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.jobs.checkpoints.Checkpoint;
import dev.flinkrest.jobs.checkpoints.CheckpointStatus;
import dev.flinkrest.jobs.checkpoints.CompletedCheckpoint;
import dev.flinkrest.jobs.checkpoints.ProcessingMode;
import dev.flinkrest.jobs.vertices.ExecutionState;
import dev.flinkrest.jobs.vertices.SubtaskExecutionAttempt;
import dev.flinkrest.metrics.MetricQuery;
import dev.flinkrest.rest.FlinkVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading jobs and their checkpoints. */
interface JobsContract {
    ClusterUnderTest cluster();

    private FlinkRestClient flink() {
        return cluster().flink();
    }

    private Jobs jobs() {
        return flink().jobs();
    }

    private JobId running() {
        return cluster().jobs().running();
    }

    @Test
    default void listsJobs() {
        assertThat(jobs().all())
                .contains(
                        new JobIdWithStatus(running(), JobStatus.RUNNING),
                        new JobIdWithStatus(cluster().jobs().failed(), JobStatus.FAILED),
                        new JobIdWithStatus(cluster().jobs().finished(), JobStatus.FINISHED));
        assertThat(jobs().ids()).contains(running(), cluster().jobs().failed());
        JobOverview overview =
                jobs().overview().stream()
                        .filter(job -> job.jid().equals(running()))
                        .findFirst()
                        .orElseThrow();
        assertThat(overview.name()).isEqualTo("Main \"job\" é");
        assertThat(overview.tasks().running()).isEqualTo(12);
        assertThat(overview.tasks().total()).isEqualTo(12);
        assertThat(overview.endTime()).isEqualTo(-1);
    }

    @Test
    default void readsAJob() {
        var details = jobs().get(running());
        assertThat(details.name()).isEqualTo("Main \"job\" é");
        assertThat(details.state()).isEqualTo(JobStatus.RUNNING);
        assertThat(details.timestamps().get(JobStatus.RUNNING)).isPositive();
        assertThat(details.vertices())
                .hasSize(3)
                .allSatisfy(vertex -> assertThat(vertex.parallelism()).isEqualTo(4));
        assertThat(details.plan().nodes()).hasSize(3);
        assertThat(jobs().getVertexIds(running())).hasSize(3);
        assertThat(jobs().getPlan(running()).nodes()).hasSize(3);
    }

    @Test
    default void readsAJobsState() {
        cluster().assume(FlinkVersion.V1_16);
        assertThat(jobs().getStatus(running())).isEqualTo(JobStatus.RUNNING);
        assertThat(jobs().getStatus(cluster().jobs().failed())).isEqualTo(JobStatus.FAILED);
    }

    @Test
    default void losesNoFieldOfAnyJob() {
        var all = cluster().jobs();
        for (JobId job : List.of(all.running(), all.failed(), all.finished(), all.restarting())) {
            EveryRead.of(jobs(), job);
        }
        assertThat(cluster().recorder().lost()).isEmpty();
    }

    @Test
    default void readsAJobThatWaitsToBeRestarted() {
        JobId job = cluster().jobs().restarting();
        var details = jobs().get(job);
        assertThat(details.state()).isEqualTo(JobStatus.RESTARTING);
        assertThat(details.endTime()).isEqualTo(-1);
        assertThat(jobs().getExecutionResult(job)).isEmpty();
        var exceptions = jobs().getExceptions(job);
        if (cluster().isAtLeast(FlinkVersion.V2_0)) {
            assertThat(exceptions.exceptionHistory().entries()).hasSize(1);
        } else {
            // it comes into the history only when the job starts again
            assertThat(exceptions.rootException()).contains("dev.flinkrest.examplejob");
        }
        assertThat(jobs().getPlan(job).nodes()).hasSize(3);
        assertThat(jobs().getAccumulators(job).serializedUserTaskAccumulators()).isEmpty();
        assertThat(jobs().getCheckpoints(job).counts().restored()).isZero();
        for (VertexId vertex : jobs().getVertexIds(job)) {
            var handle = jobs().getVertex(job, vertex);
            assertThat(handle.details().subtasks())
                    .extracting(SubtaskExecutionAttempt::status)
                    .doesNotContain(ExecutionState.RUNNING, ExecutionState.UNKNOWN);
            assertThat(handle.subtaskTimes().subtasks()).isNotEmpty();
            assertThat(handle.taskManagers().taskmanagers()).isNotEmpty();
            assertThat(handle.subtasks().get(0).attempt()).isZero();
        }
    }

    @Test
    default void readsWhatTheJobsJobManagerRunsWithAndWhereLogsAre() {
        cluster().assume(FlinkVersion.V1_16);
        assertThat(jobs().getJobManagerConfig(running()))
                .extracting(ConfigurationEntry::key)
                .contains("rest.address");
        assertThat(jobs().getJobManagerLogUrl(running())).contains("/job-manager/logs");
        var taskManager = flink().taskManagers().ids().get(0);
        assertThat(jobs().getTaskManagerLogUrl(running(), taskManager))
                .contains("/task-manager/")
                .contains(taskManager.value());
    }

    @Test
    default void readsAJobsConfiguration() {
        var config = jobs().getConfig(running());
        assertThat(config.jid()).isEqualTo(running());
        assertThat(config.executionConfig().jobParallelism()).isEqualTo(4);
    }

    @Test
    default void readsWhatFailed() {
        JobExceptions exceptions = jobs().getExceptions(cluster().jobs().failed());
        assertThat(exceptions.exceptionHistory().entries()).isNotEmpty();
        assertThat(exceptions.exceptionHistory().entries().get(0).stacktrace())
                .contains("dev.flinkrest.examplejob");
        if (!cluster().isAtLeast(FlinkVersion.V2_0)) {
            assertThat(exceptions.rootException()).contains("dev.flinkrest.examplejob");
        }
        assertThat(
                        jobs().getExceptions(cluster().jobs().failed(), ExceptionsQuery.latest(1))
                                .exceptionHistory()
                                .entries())
                .hasSize(1);
        assertThat(jobs().getExceptions(running()).exceptionHistory().entries()).isEmpty();
    }

    @Test
    default void readsHowAJobEnded() {
        assertThat(jobs().getExecutionResult(running())).isEmpty();
        var finished = jobs().getExecutionResult(cluster().jobs().finished()).orElseThrow();
        assertThat(finished.applicationStatus()).isEqualTo(ApplicationStatus.SUCCEEDED);
        assertThat(finished.accumulatorResults()).containsKeys("records", "arguments");
        assertThat(finished.accumulatorBytes("records")).startsWith(0xac, 0xed);
        assertThat(finished.failureCause()).isNull();
        var failed = jobs().getExecutionResult(cluster().jobs().failed()).orElseThrow();
        assertThat(failed.applicationStatus()).isEqualTo(ApplicationStatus.FAILED);
        assertThat(failed.failureCause().stackTrace()).contains("dev.flinkrest.examplejob");
        assertThat(failed.failureCause().serializedBytes()).startsWith(0xac, 0xed);
    }

    @Test
    default void readsAccumulators() {
        var text = jobs().getAccumulators(cluster().jobs().finished());
        assertThat(text.userTaskAccumulators())
                .anySatisfy(
                        accumulator -> {
                            assertThat(accumulator.name()).isEqualTo("records");
                            assertThat(accumulator.value()).isEqualTo("50");
                        });
        assertThat(text.serializedUserTaskAccumulators()).isEmpty();
        var serialized = jobs().getAccumulators(cluster().jobs().finished(), true);
        assertThat(serialized.serializedUserTaskAccumulators())
                .containsKeys("records", "arguments");
        assertThat(serialized.serializedBytes("records")).startsWith(0xac, 0xed);
    }

    @Test
    default void readsMetricsOfAJob() {
        List<String> names =
                ClusterUnderTest.await(
                        () -> jobs().getMetricNames(running()), list -> list.contains("uptime"));
        assertThat(jobs().getMetrics(running()).keySet())
                .containsExactlyInAnyOrderElementsOf(names);
        var some = jobs().getMetrics(running(), "uptime", "no.such.metric");
        assertThat(some).containsOnlyKeys("uptime");
        assertThat(some.get("uptime").asDouble()).isPositive();
        assertThat(jobs().getMetrics(JobId.random())).isEmpty();
    }

    @Test
    default void readsMetricsAggregatedOverJobs() {
        ClusterUnderTest.await(
                () -> jobs().metrics(List.of(running()), MetricQuery.of("uptime")),
                metrics -> metrics.containsKey("uptime"));
        assertThat(jobs().metricNames()).contains("uptime", "lastCheckpointExternalPath");
        assertThat(jobs().metrics(MetricQuery.of("uptime", "nope"))).containsOnlyKeys("uptime");
        // a path is no number, and would empty the whole answer
        assertThat(jobs().metrics(List.of(running()), MetricQuery.all()))
                .containsKeys("uptime", "numberOfCompletedCheckpoints")
                .doesNotContainKey("lastCheckpointExternalPath");
    }

    @Test
    default void readsCheckpoints() {
        var statistics =
                ClusterUnderTest.await(
                        () -> jobs().getCheckpoints(running()),
                        answer -> answer.counts().completed() >= 2);
        CompletedCheckpoint latest = statistics.latest().completed();
        assertThat(latest.status()).isEqualTo(CheckpointStatus.COMPLETED);
        assertThat(latest.numSubtasks()).isEqualTo(12);
        assertThat(jobs().getCheckpointIds(running())).contains(latest.id());
        Checkpoint details = jobs().getCheckpointDetails(running(), latest.id());
        assertThat(details).isInstanceOf(CompletedCheckpoint.class);
        assertThat(details.tasks()).hasSize(3);
        VertexId vertex = details.tasks().keySet().iterator().next();
        var task = jobs().getCheckpointDetails(running(), latest.id(), vertex);
        assertThat(task.subtasks()).hasSize(4);
        assertThat(task.status()).isEqualTo(CheckpointStatus.COMPLETED);
    }

    @Test
    default void readsHowCheckpointingIsConfigured() {
        var config = jobs().getCheckpointingConfiguration(running());
        assertThat(config.interval()).isEqualTo(300);
        assertThat(config.mode()).isEqualTo(ProcessingMode.EXACTLY_ONCE);
        assertThat(jobs().getCheckpoints(cluster().jobs().finished()).history()).isEmpty();
    }
}
