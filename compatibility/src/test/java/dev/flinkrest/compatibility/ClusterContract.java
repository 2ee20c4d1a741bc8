package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.diagnostics.ConfigurationEntry;
import dev.flinkrest.diagnostics.ThreadInfo;
import dev.flinkrest.id.DataSetId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.logs.LogInfo;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Aggregation;
import dev.flinkrest.metrics.MetricQuery;
import dev.flinkrest.rest.FlinkVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster as a whole, the job manager, the task managers, the data sets. */
interface ClusterContract {
    ClusterUnderTest cluster();

    private FlinkRestClient flink() {
        return cluster().flink();
    }

    @Test
    default void countsTaskManagersSlotsAndJobs() {
        var overview = flink().overview();
        assertThat(overview.taskmanagers()).isEqualTo(1);
        assertThat(overview.slotsTotal()).isEqualTo(16);
        assertThat(overview.slotsAvailable()).isLessThan(16);
        assertThat(overview.jobsRunning()).isPositive();
        assertThat(overview.jobsFailed()).isPositive();
        assertThat(overview.flinkVersion()).isEqualTo(cluster().server().version());
    }

    @Test
    default void readsWhatTheDashboardIsConfiguredWith() {
        var config = flink().config();
        assertThat(config.flinkVersion()).isEqualTo(cluster().server().version());
        assertThat(config.refreshInterval()).isPositive();
        assertThat(config.features().webSubmit()).isTrue();
        assertThat(flink().version())
                .isEqualTo(FlinkVersion.parse(config.flinkVersion()).orElseThrow());
    }

    @Test
    default void sendsInTheBackground() throws Exception {
        assertThat(
                        flink().sendAsync(ClusterEndpoints.OVERVIEW.with())
                                .get(30, TimeUnit.SECONDS)
                                .slotsTotal())
                .isEqualTo(16);
    }

    @Test
    default void readsTheJobManagersConfiguration() {
        assertThat(flink().jobManager().config())
                .extracting(ConfigurationEntry::key)
                .contains("rest.address", "web.upload.dir");
    }

    @Test
    default void listsAndReadsTheJobManagersLogs(@TempDir Path directory) throws IOException {
        var jobManager = flink().jobManager();
        List<LogInfo> logs = jobManager.logs();
        assertThat(logs).extracting(LogInfo::name).contains("flink.log");
        assertThat(logs).allSatisfy(log -> assertThat(log.size()).isNotNegative());
        String log = jobManager.getLog("flink.log").text();
        assertThat(log).contains("flink").hasSizeGreaterThan(1_000);
        try (InputStream stream = jobManager.getLog("flink.log").open()) {
            assertThat(new String(stream.readNBytes(500), StandardCharsets.UTF_8))
                    .isEqualTo(log.substring(0, 500));
        }
        Path file = directory.resolve("jm.log");
        jobManager.getLog("flink.log").download(file);
        assertThat(Files.readString(file)).startsWith(log);
        assertThat(jobManager.getLog("flink.log").downloadInto(directory))
                .hasFileName("flink.log")
                .content()
                .startsWith(log);
    }

    @Test
    default void readsTheJobManagersMetrics() {
        var jobManager = flink().jobManager();
        List<String> names = jobManager.metricNames();
        assertThat(names).contains("numRunningJobs", "Status.JVM.Memory.Heap.Used");
        assertThat(jobManager.metrics().keySet()).containsExactlyInAnyOrderElementsOf(names);
        var some = jobManager.metrics("numRunningJobs", "no.such.metric");
        assertThat(some).containsOnlyKeys("numRunningJobs");
        assertThat(some.get("numRunningJobs").asDouble()).isPositive();
    }

    @Test
    default void readsTheTaskManagers() {
        var taskManagers = flink().taskManagers();
        List<TaskManagerId> ids = taskManagers.ids();
        assertThat(ids).hasSize(1);
        assertThat(taskManagers.all().get(0).slotsNumber()).isEqualTo(16);
        var details = taskManagers.get(ids.get(0));
        assertThat(details.id()).isEqualTo(ids.get(0));
        assertThat(details.metrics().heapUsed()).isPositive();
        // up to 1.17 the default slot manager does not tell
        if (cluster().isAtLeast(FlinkVersion.V1_18)) {
            assertThat(details.allocatedSlots())
                    .anySatisfy(
                            slot -> assertThat(slot.jobId()).isEqualTo(cluster().jobs().running()));
        }
        assertThat(taskManagers.getLogs(ids.get(0)))
                .extracting(LogInfo::name)
                .contains("flink.log");
        assertThat(taskManagers.getThreadDump(ids.get(0)).threadInfos())
                .extracting(ThreadInfo::threadName)
                .anyMatch(name -> name.contains("flink"));
    }

    @Test
    default void readsMetricsOfATaskManager() {
        var taskManagers = flink().taskManagers();
        TaskManagerId id = taskManagers.ids().get(0);
        List<String> names =
                ClusterUnderTest.await(
                        () -> taskManagers.getMetricNames(id), list -> list.size() > 20);
        assertThat(taskManagers.getMetrics(id).keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(taskManagers.getMetrics(id, "Status.JVM.Memory.Heap.Used", "nope"))
                .containsOnlyKeys("Status.JVM.Memory.Heap.Used");
    }

    @Test
    default void readsMetricsAggregatedOverTaskManagersThoughOneNameIsUnknown() {
        var taskManagers = flink().taskManagers();
        String heap = "Status.JVM.Memory.Heap.Used";
        ClusterUnderTest.await(taskManagers::metricNames, names -> names.contains(heap));
        Map<String, AggregatedMetric> metrics =
                taskManagers.metrics(
                        MetricQuery.of(heap, "nope")
                                .aggregatedBy(Aggregation.MIN, Aggregation.MAX));
        assertThat(metrics).containsOnlyKeys(heap);
        assertThat(metrics.get(heap).max()).isPositive();
        assertThat(metrics.get(heap).avg()).isNull();
        assertThat(taskManagers.metrics(taskManagers.ids(), MetricQuery.of(heap)).get(heap).avg())
                .isPositive();
        assertThat(taskManagers.metrics(MetricQuery.all()))
                .containsKey(heap)
                .hasSizeGreaterThan(10);
    }

    @Test
    default void listsAndDeletesDataSets() {
        assertThat(flink().datasets()).isEmpty();
        var deletion = flink().deleteDataset(DataSetId.of("0".repeat(32)));
        if (cluster().deletesUnknownDataSets()) {
            deletion.await(Duration.ofSeconds(20));
            assertThat(deletion.status().completed()).isTrue();
        } else {
            assertThat(deletion.status().completed()).isFalse();
        }
    }
}
