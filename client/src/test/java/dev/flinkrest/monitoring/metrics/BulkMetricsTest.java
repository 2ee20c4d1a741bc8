package dev.flinkrest.monitoring.metrics;

import static dev.flinkrest.monitoring.metrics.CannedMetrics.JOB;
import static dev.flinkrest.monitoring.metrics.CannedMetrics.JOB_PATH;
import static dev.flinkrest.monitoring.metrics.CannedMetrics.VERTEX;
import static dev.flinkrest.monitoring.metrics.CannedMetrics.VERTEX_PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.metrics.Aggregation;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkMetricsTest {
    private final FakeTicker ticker = new FakeTicker();

    private static MetricSelection.Builder ofJob() {
        return MetricSelection.builder().jobs(JOB);
    }

    private MetricsSnapshot collect(CannedMetrics server, MetricSelection.Builder selection) {
        return new BulkMetrics(server.caller, ticker).collect(selection.build());
    }

    private static VertexMetrics vertex(MetricsSnapshot snapshot) {
        return snapshot.jobs().get(JOB).vertices().get(VERTEX);
    }

    @ParameterizedTest
    @CsvSource({"1.13.6, 53", "2.3.0, 77"})
    void collectsAllThatARealServerHad(String version, int names) {
        CannedMetrics server = CannedMetrics.recorded(version);
        MetricsSnapshot snapshot =
                collect(
                        server,
                        ofJob().vertices(VERTEX)
                                .jobMetrics(MetricNames.all())
                                .vertexMetrics(MetricNames.all())
                                .subtaskMetrics(MetricNames.all()));
        JobMetrics job = snapshot.jobs().get(JOB);
        assertThat(job.name()).isEqualTo("Example job");
        assertThat(job.metrics()).hasSameSizeAs(server.values.get(JOB_PATH + "/metrics"));
        assertThat(job.metrics().get("uptime").asLong().getAsLong()).isBetween(14_000L, 25_000L);
        assertThat(job.metrics().get("lastCheckpointExternalPath").value())
                .isEqualTo("<checkpoint-not-externally-addressable>");
        assertThat(job.vertices()).containsOnlyKeys(VERTEX);
        VertexMetrics vertex = vertex(snapshot);
        assertThat(vertex.subtasks()).containsOnlyKeys(0, 1);
        assertThat(vertex.subtasks().get(0)).hasSize(names);
        assertThat(vertex.subtasks().get(1)).hasSize(names);
        assertThat(vertex.aggregated()).hasSize(names - 1).doesNotContainKey("isBackPressured");
        double sum =
                vertex.subtasks().values().stream()
                        .mapToDouble(metrics -> metrics.get("numRecordsIn").asDouble())
                        .sum();
        assertThat(vertex.aggregated().get("numRecordsIn").sum()).isEqualTo(sum).isPositive();
        assertThat(snapshot.missing())
                .singleElement()
                .satisfies(
                        missing -> {
                            assertThat(missing.component())
                                    .isEqualTo("vertex " + VERTEX + " of job " + JOB);
                            assertThat(missing.names()).containsExactly("isBackPressured");
                            assertThat(missing.reason()).contains("it is no number");
                            assertThat(missing.failure()).isNull();
                        });
        assertThat(server.caller.asked).allSatisfy(line -> assertThat(line).hasSizeLessThan(3_850));
    }

    @Test
    void splitsAndMergesWhatNoRequestLineCanHold() {
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 400; i++) {
            many.put("Window_of_a_long_operator_name.counter_" + i, "" + i);
        }
        CannedMetrics server = CannedMetrics.ofSubtasks(many, many);
        VertexMetrics vertex =
                vertex(
                        collect(
                                server,
                                ofJob().vertexMetrics(MetricNames.all())
                                        .subtaskMetrics(MetricNames.all())));
        assertThat(vertex.aggregated().keySet()).containsExactlyInAnyOrderElementsOf(many.keySet());
        assertThat(vertex.subtasks().get(1).get("Window_of_a_long_operator_name.counter_399"))
                .isEqualTo(new Metric("Window_of_a_long_operator_name.counter_399", "399"));
        assertThat(server.asked(line -> line.contains("get="))).isBetween(12L, 24L);
    }

    @Test
    void asksOnceMoreForWhatDidNotComeAtFirstAndNoMoreThanThat() {
        CannedMetrics server = CannedMetrics.ofSubtasks(Map.of("a", "1", "b", "2"));
        server.notYet.add("0.b");
        MetricsSnapshot snapshot =
                collect(server, ofJob().subtaskMetrics(MetricNames.of("a", "b", "nope")));
        assertThat(vertex(snapshot).subtasks().get(0)).containsOnlyKeys("a", "b");
        assertThat(server.caller.asked)
                .containsExactly(
                        "GET " + JOB_PATH,
                        "GET " + VERTEX_PATH + "/metrics?get=0.a,0.b,0.nope",
                        "GET " + VERTEX_PATH + "/metrics?get=0.b,0.nope");
        assertThat(ticker.slept).containsExactly(Duration.ofMillis(250));
        assertThat(snapshot.missing())
                .singleElement()
                .satisfies(
                        missing -> {
                            assertThat(missing.vertex()).isEqualTo(VERTEX);
                            assertThat(missing.names()).containsExactly("0.nope");
                            assertThat(missing.reason()).isEqualTo("the server did not give it");
                        });
    }

    @Test
    void asksAgainWhenNothingIsListedYet() {
        CannedMetrics server = CannedMetrics.ofSubtasks(Map.of("a", "1"));
        Map<String, String> late = Map.copyOf(server.values.remove(VERTEX_PATH + "/metrics"));
        ticker.meanwhile = () -> server.values.put(VERTEX_PATH + "/metrics", late);
        MetricsSnapshot snapshot =
                collect(
                        server,
                        ofJob().vertexMetrics(MetricNames.all())
                                .subtaskMetrics(MetricNames.startingWith("a")));
        assertThat(snapshot.missing()).isEmpty();
        assertThat(vertex(snapshot).aggregated().get("a").sum()).isEqualTo(1);
        assertThat(vertex(snapshot).subtasks().get(0).get("a").asLong()).hasValue(1);
    }

    @Test
    void saysSoWhenNothingIsEverListed() {
        CannedMetrics server = CannedMetrics.ofSubtasks();
        MetricsSnapshot snapshot = collect(server, ofJob().vertexMetrics(MetricNames.all()));
        assertThat(snapshot.missing())
                .extracting(MissingMetrics::reason)
                .containsExactly("the server lists no metrics");
    }

    @Test
    void anUnknownNameDoesNotEmptyTheOthers() {
        CannedMetrics server = CannedMetrics.ofSubtasks(Map.of("a", "1", "b", "2", "text", "x"));
        BulkMetrics metrics = new BulkMetrics(server.caller, ticker);
        MetricSelection selection =
                ofJob().vertexMetrics(MetricNames.of("a", "nope", "text", "b")).build();
        MetricsSnapshot snapshot = metrics.collect(selection);
        assertThat(vertex(snapshot).aggregated()).containsOnlyKeys("a", "b");
        assertThat(snapshot.missing())
                .extracting(MissingMetrics::names)
                .containsExactlyInAnyOrder(List.of("nope"), List.of("text"));
        server.caller.asked.clear();
        assertThat(metrics.collect(selection).missing()).hasSize(2);
        assertThat(server.asked(line -> line.contains("get=")))
                .as("the unknown name is known to be unknown")
                .isEqualTo(1);
    }

    @Test
    void asksTwiceForATextAloneAndOnceForATextAmongNumbers() {
        CannedMetrics server = CannedMetrics.ofSubtasks(Map.of("a", "1", "text", "x"));
        for (MetricNames names : List.of(MetricNames.of("text"), MetricNames.all())) {
            MetricsSnapshot snapshot = collect(server, ofJob().vertexMetrics(names));
            assertThat(snapshot.missing())
                    .singleElement()
                    .satisfies(missing -> assertThat(missing.names()).containsExactly("text"))
                    .extracting(MissingMetrics::reason)
                    .asString()
                    .startsWith("the server did not aggregate it");
        }
        assertThat(ticker.slept).hasSize(1);
        assertThat(server.asked(line -> line.contains("get=text"))).isEqualTo(2);
        assertThat(server.asked(line -> line.contains("get=a,text"))).isEqualTo(1);
    }

    @Test
    void keepsNumbersThatAreNoneAndTexts() {
        CannedMetrics server =
                CannedMetrics.ofSubtasks(
                        Map.of(
                                "nan",
                                "NaN",
                                "inf",
                                "-Infinity",
                                "text",
                                "true",
                                "day",
                                "1d",
                                "big",
                                "9223372036854775807"));
        VertexMetrics vertex =
                vertex(
                        collect(
                                server,
                                ofJob().vertexMetrics(MetricNames.of("nan", "inf"))
                                        .subtaskMetrics(MetricNames.all())));
        Map<String, Metric> subtask = vertex.subtasks().get(0);
        assertThat(subtask.get("nan").asNumber().getAsDouble()).isNaN();
        assertThat(subtask.get("inf").asDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(subtask.get("text").asNumber()).isEmpty();
        assertThat(subtask.get("text").value()).isEqualTo("true");
        assertThat(subtask.get("day").asNumber()).isEmpty();
        assertThat(subtask.get("big").asLong()).hasValue(Long.MAX_VALUE);
        assertThat(vertex.aggregated().get("nan").sum()).isNaN();
        assertThat(vertex.aggregated().get("inf").max()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aPartThatFailsDoesNotFailTheWhole() {
        CannedMetrics server = CannedMetrics.ofSubtasks(Map.of("a", "1"));
        JobId ended = JobId.random();
        server.replies.put(
                "/taskmanagers",
                Reply.ok(
                        "{\"taskmanagers\":["
                                + taskManager("here")
                                + ","
                                + taskManager("gone")
                                + "]}"));
        server.values.put("/taskmanagers/here/metrics", Map.of("load", "0.5"));
        server.replies.put(
                "/taskmanagers/gone/metrics", new Reply(500, "{\"errors\":[\"Gone away.\"]}"));
        VertexId unknown = VertexId.of("0".repeat(32));
        MetricsSnapshot snapshot =
                collect(
                        server,
                        MetricSelection.builder()
                                .jobs(ended, JOB)
                                .vertices(VERTEX, unknown)
                                .vertexMetrics(MetricNames.of("a"))
                                .taskManagerMetrics(MetricNames.of("load")));
        assertThat(snapshot.jobs()).containsOnlyKeys(JOB);
        assertThat(vertex(snapshot).aggregated()).containsOnlyKeys("a");
        TaskManagerId here = TaskManagerId.of("here");
        assertThat(snapshot.taskManagers().get(here).get("load").asDouble()).isEqualTo(0.5);
        assertThat(snapshot.missing())
                .satisfiesExactlyInAnyOrder(
                        missing -> {
                            assertThat(missing.job()).isEqualTo(ended);
                            assertThat(missing.names()).isEmpty();
                            assertThat(missing.failure()).isInstanceOf(NotFoundException.class);
                        },
                        missing -> {
                            assertThat(missing.taskManager()).isEqualTo(TaskManagerId.of("gone"));
                            assertThat(missing.names()).containsExactly("load");
                            assertThat(missing.failure()).isInstanceOf(ServerErrorException.class);
                            assertThat(missing.reason()).contains("Gone away.");
                        },
                        missing -> {
                            assertThat(missing.vertex()).isEqualTo(unknown);
                            assertThat(missing.reason())
                                    .isEqualTo("none of the jobs that could be read has it");
                        });
    }

    private static String taskManager(String id) {
        return "{\"id\":\"" + id + "\"}";
    }

    @Test
    void readsTheJobManagerAndAllTaskManagersTogether() {
        CannedMetrics server = new CannedMetrics(FlinkVersion.V2_3);
        server.values.put("/jobmanager/metrics", Map.of("numRunningJobs", "3", "other", "1"));
        server.replies.put(
                "/taskmanagers/metrics",
                Reply.ok("[{\"id\":\"Status.JVM.CPU.Load\",\"min\":0.1,\"max\":0.3}]"));
        MetricsSnapshot snapshot =
                collect(
                        server,
                        MetricSelection.builder()
                                .jobManagerMetrics(MetricNames.startingWith("num"))
                                .aggregatedTaskManagerMetrics(MetricNames.of("Status.JVM.CPU.Load"))
                                .aggregatedBy(Aggregation.MIN, Aggregation.MAX));
        assertThat(snapshot.jobManager()).containsOnlyKeys("numRunningJobs");
        assertThat(snapshot.aggregatedTaskManagers().get("Status.JVM.CPU.Load").max())
                .isEqualTo(0.3);
        assertThat(server.caller.asked)
                .contains("GET /taskmanagers/metrics?agg=min,max&get=Status.JVM.CPU.Load");
    }

    @Test
    void throwsWhenNothingCouldBeHadForTheServerIsOutOfReach() {
        CannedMetrics server = new CannedMetrics(FlinkVersion.V2_3);
        server.replies.put("/jobs", new Reply(503, "{\"errors\":[\"Leader election.\"]}"));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> new BulkMetrics(server.caller).collect(MetricSelection.health()));
        server.values.put("/jobmanager/metrics", Map.of("numRunningJobs", "3"));
        MetricsSnapshot snapshot =
                collect(
                        server,
                        MetricSelection.builder()
                                .runningJobs()
                                .health()
                                .jobManagerMetrics(MetricNames.all()));
        assertThat(snapshot.jobManager()).hasSize(1);
        assertThat(snapshot.missing())
                .extracting(MissingMetrics::component)
                .containsExactly("the list of jobs");
    }

    @Test
    void refusesSkewWhereTheServerDoesNotKnowIt() {
        CannedMetrics server = new CannedMetrics(FlinkVersion.V1_19);
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(
                        () ->
                                collect(
                                        server,
                                        ofJob().vertexMetrics(MetricNames.all())
                                                .aggregatedBy(Aggregation.SKEW)))
                .withMessageContaining("the aggregation skew came with Flink 1.20");
        assertThat(server.caller.asked).isEmpty();
    }

    @Test
    void aClientKeepsOneHandle() {
        FlinkRestClient flink = FlinkRestClient.over(new CannedMetrics(FlinkVersion.V2_3).caller);
        assertThat(flink.metrics()).isSameAs(flink.metrics());
    }
}
