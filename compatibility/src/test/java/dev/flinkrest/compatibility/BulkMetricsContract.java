package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.JobVertexSummary;
import dev.flinkrest.monitoring.metrics.BulkMetrics;
import dev.flinkrest.monitoring.metrics.JobHealth;
import dev.flinkrest.monitoring.metrics.JobMetrics;
import dev.flinkrest.monitoring.metrics.MetricNames;
import dev.flinkrest.monitoring.metrics.MetricSelection;
import dev.flinkrest.monitoring.metrics.MetricsSnapshot;
import dev.flinkrest.monitoring.metrics.VertexHealth;
import dev.flinkrest.monitoring.metrics.VertexMetrics;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Metrics of many components at once. */
interface BulkMetricsContract {
    ClusterUnderTest cluster();

    private MetricsSnapshot collect(MetricSelection.Builder selection) {
        return cluster().flink().metrics().collect(selection.build());
    }

    @Test
    default void collectsAllMetricsOfAllThereIs() {
        JobId job = cluster().jobs().running();
        MetricSelection.Builder all =
                MetricSelection.builder()
                        .jobs(job)
                        .jobMetrics(MetricNames.all())
                        .vertexMetrics(MetricNames.all())
                        .subtaskMetrics(MetricNames.all())
                        .jobManagerMetrics(MetricNames.all())
                        .taskManagerMetrics(MetricNames.all())
                        .aggregatedTaskManagerMetrics(MetricNames.all());
        MetricsSnapshot snapshot =
                ClusterUnderTest.await(
                        () -> collect(all),
                        answer ->
                                answer.jobs().get(job).vertices().values().stream()
                                        .allMatch(vertex -> vertex.subtasks().size() == 4));
        JobMetrics metrics = snapshot.jobs().get(job);
        assertThat(metrics.metrics().get("uptime").asLong().getAsLong()).isPositive();
        assertThat(metrics.vertices()).hasSize(3);
        for (VertexMetrics vertex : metrics.vertices().values()) {
            assertThat(String.join(",", vertex.subtasks().get(0).keySet()).length() * 4)
                    .as("bytes of the names of " + vertex.name())
                    .isGreaterThan(4_096);
            assertThat(vertex.aggregated())
                    .containsKey("numRecordsInPerSecond")
                    .hasSizeGreaterThan(40);
            double out =
                    vertex.subtasks().values().stream()
                            .mapToDouble(each -> each.get("numBytesIn").asDouble())
                            .sum();
            assertThat(vertex.aggregated().get("numBytesIn").sum()).isCloseTo(out, within(out));
        }
        assertThat(snapshot.jobManager().get("numRunningJobs").asDouble()).isPositive();
        String heap = "Status.JVM.Memory.Heap.Used";
        assertThat(snapshot.taskManagers())
                .hasSize(1)
                .allSatisfy((id, each) -> assertThat(each.get(heap).asDouble()).isPositive());
        assertThat(snapshot.aggregatedTaskManagers().get(heap).max()).isPositive();
        // Flink aggregates no texts; all else that it lists came
        assertThat(snapshot.missing())
                .allSatisfy(missing -> assertThat(missing.names()).contains("isBackPressured"));
    }

    @Test
    default void tellsHowAJobIs() {
        JobId job = cluster().jobs().running();
        BulkMetrics metrics = cluster().flink().metrics();
        JobHealth health =
                ClusterUnderTest.await(
                        () -> metrics.collect(MetricSelection.health(job)).health().get(0),
                        answer ->
                                answer.lastCheckpointSize() != null
                                        && answer.vertices().stream().allMatch(this::flows));
        assertThat(health.state()).isEqualTo(JobStatus.RUNNING);
        assertThat(health.uptime()).isPositive();
        assertThat(health.restarts()).isZero();
        assertThat(health.lastCheckpointDuration()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(health.lastCheckpointSize()).isPositive();
        assertThat(health.vertices())
                .hasSize(3)
                .allSatisfy(
                        vertex -> {
                            assertThat(vertex.parallelism()).isEqualTo(4);
                            assertThat(vertex.idle().max()).isBetween(0.5, 1.01);
                            assertThat(vertex.busy().avg()).isBetween(0.0, 0.9);
                            assertThat(vertex.backPressured().max()).isBetween(0.0, 0.9);
                            assertThat(vertex.pendingRecords()).isNull();
                        });
        VertexHealth counter = health.vertices().get(1);
        assertThat(counter.recordsInPerSecond()).isPositive();
        assertThat(counter.bytesOutPerSecond()).isPositive();
        assertThat(metrics.collect(MetricSelection.health()).jobs())
                .containsKey(job)
                .doesNotContainKeys(cluster().jobs().finished(), cluster().jobs().failed());
    }

    /** In a task's first seconds Flink has not measured its idle time, and calls it busy. */
    private boolean flows(VertexHealth vertex) {
        return vertex.recordsInPerSecond() != null
                && vertex.idle() != null
                && vertex.idle().max() > 0
                && vertex.recordsInPerSecond() + vertex.recordsOutPerSecond() > 0
                && vertex.bytesInPerSecond() + vertex.bytesOutPerSecond() > 0;
    }

    @Test
    default void saysWhatCouldNotBeHad() {
        JobId job = cluster().jobs().running();
        JobId gone = JobId.random();
        VertexId vertex = cluster().sourceOf(job);
        MetricsSnapshot snapshot =
                ClusterUnderTest.await(
                        () ->
                                collect(
                                        MetricSelection.builder()
                                                .jobs(job, gone)
                                                .vertices(vertex)
                                                .vertexMetrics(MetricNames.of("numRecordsOut", "a"))
                                                .subtaskMetrics(
                                                        MetricNames.of("numRecordsOut", "b"))),
                        answer -> answer.missing().size() == 3);
        VertexMetrics found = snapshot.jobs().get(job).vertices().get(vertex);
        assertThat(found.aggregated()).containsOnlyKeys("numRecordsOut");
        assertThat(found.subtasks())
                .hasSize(4)
                .allSatisfy((i, each) -> assertThat(each).containsOnlyKeys("numRecordsOut"));
        assertThat(snapshot.jobs()).containsOnlyKeys(job);
        assertThat(snapshot.missing())
                .satisfiesExactlyInAnyOrder(
                        missing -> {
                            assertThat(missing.job()).isEqualTo(gone);
                            assertThat(missing.failure()).isInstanceOf(NotFoundException.class);
                        },
                        missing -> assertThat(missing.names()).containsExactly("a"),
                        missing ->
                                assertThat(missing.names())
                                        .containsExactly("0.b", "1.b", "2.b", "3.b"));
    }

    /** Notes what is asked in the background. */
    final class Noting extends ForwardingCaller {
        final List<String> asked = new CopyOnWriteArrayList<>();

        Noting(RestCaller rest) {
            super(rest);
        }

        @Override
        public <R> CompletableFuture<R> sendAsync(Request<R> request) {
            asked.add(request.toString());
            return rest.sendAsync(request);
        }
    }

    @Test
    default void remembersNamesAndARestartShows() {
        JobId job =
                cluster()
                        .run(
                                cluster().jobs().jar(),
                                "--rate",
                                "20",
                                "--checkpoint-interval",
                                "200",
                                "--fail-at",
                                "100",
                                "--restart-strategy",
                                "fixed-delay");
        JobDetails before = cluster().awaitRunning(job);
        Noting noting = new Noting(cluster().unrecorded());
        BulkMetrics metrics = new BulkMetrics(noting);
        MetricSelection health = MetricSelection.health(job);
        ClusterUnderTest.await(
                () -> {
                    noting.asked.clear();
                    return metrics.collect(health);
                },
                answer -> noting.asked.stream().allMatch(this::readsValues));
        ClusterUnderTest.await(
                () -> metrics.collect(health).health().get(0).restarts(),
                restarts -> Objects.equals(restarts, 1L));
        // what the server tells of a job may be some seconds old, and from before the restart
        JobDetails after =
                ClusterUnderTest.await(
                        () -> cluster().awaitRunning(job),
                        details -> runningSince(details) > runningSince(before));
        assertThat(after.vertices())
                .hasSameSizeAs(before.vertices())
                .extracting(JobVertexSummary::startTime)
                .doesNotContainAnyElementsOf(
                        before.vertices().stream().map(JobVertexSummary::startTime).toList());
        cluster().flink().jobs().terminate(job);
    }

    private static long runningSince(JobDetails details) {
        return details.timestamps().get(JobStatus.RUNNING);
    }

    private boolean readsValues(String asked) {
        return !asked.endsWith("/metrics");
    }
}
