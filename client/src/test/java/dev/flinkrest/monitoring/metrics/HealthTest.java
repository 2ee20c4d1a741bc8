package dev.flinkrest.monitoring.metrics;

import static dev.flinkrest.monitoring.metrics.CannedMetrics.JOB;
import static dev.flinkrest.monitoring.metrics.CannedMetrics.JOB_PATH;
import static dev.flinkrest.monitoring.metrics.CannedMetrics.VERTEX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.monitoring.metrics.VertexHealth.TimeShare;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final FakeTicker ticker = new FakeTicker();

    private JobHealth health(CannedMetrics server, MetricSelection selection) {
        return new BulkMetrics(server.caller, ticker).collect(selection).health().get(0);
    }

    private VertexHealth vertex(CannedMetrics server) {
        return health(server, MetricSelection.health(JOB)).vertices().get(0);
    }

    @Test
    void tellsHowARealJobWas() {
        JobHealth job = health(CannedMetrics.recorded("1.13.6"), MetricSelection.health(JOB));
        assertThat(job.name()).isEqualTo("Example job");
        assertThat(job.state()).isEqualTo(JobStatus.RUNNING);
        assertThat(job.uptime()).isEqualTo(Duration.ofMillis(14_451));
        assertThat(job.restarts()).isZero();
        assertThat(job.lastCheckpointDuration()).isEqualTo(Duration.ofMillis(6));
        assertThat(job.lastCheckpointSize()).isEqualTo(6_902);
        VertexHealth vertex = job.vertices().get(1);
        assertThat(vertex.vertex()).isEqualTo(VERTEX);
        assertThat(vertex.name()).isEqualTo("Count per key");
        assertThat(vertex.recordsInPerSecond()).isBetween(60.0, 70.0);
        assertThat(vertex.recordsOutPerSecond()).isBetween(60.0, 70.0);
        assertThat(vertex.bytesInPerSecond()).isBetween(1_400.0, 1_600.0);
        assertThat(vertex.bytesOutPerSecond()).isBetween(1_300.0, 1_500.0);
        assertThat(vertex.busy()).isEqualTo(new TimeShare(0.0, 0.0));
        assertThat(vertex.backPressured()).isEqualTo(new TimeShare(0.0, 0.0));
        assertThat(vertex.idle()).isEqualTo(new TimeShare(1.0, 1.0));
        assertThat(vertex.pendingRecords()).isNull();
        assertThat(vertex.recordsLagMax()).isNull();
    }

    @Test
    void isTheSameFromSingleSubtasks() {
        MetricSelection single =
                MetricSelection.builder()
                        .jobs(JOB)
                        .vertices(VERTEX)
                        .subtaskMetrics(VertexHealth.METRICS)
                        .build();
        VertexHealth ofSubtasks = health(CannedMetrics.recorded("2.3.0"), single).vertices().get(0);
        MetricSelection aggregated =
                MetricSelection.builder().jobs(JOB).vertices(VERTEX).health().build();
        assertThat(ofSubtasks)
                .isEqualTo(health(CannedMetrics.recorded("2.3.0"), aggregated).vertices().get(0));
        assertThat(ofSubtasks.busy().avg())
                .isPositive()
                .isLessThanOrEqualTo(ofSubtasks.busy().max());
    }

    @Test
    void countsRestartsByTheOlderNameWhereThereIsNoOther() {
        CannedMetrics server = CannedMetrics.ofSubtasks(Map.of("other", "1"));
        server.values.put(JOB_PATH + "/metrics", Map.of("fullRestarts", "7"));
        assertThat(health(server, MetricSelection.health(JOB)).restarts()).isEqualTo(7);
        server.values.put(JOB_PATH + "/metrics", Map.of("fullRestarts", "7", "numRestarts", "8"));
        assertThat(health(server, MetricSelection.health(JOB)).restarts()).isEqualTo(8);
    }

    @Test
    void absentIsNullAndNeverZero() {
        CannedMetrics server = CannedMetrics.ofSubtasks(Map.of("other", "1"));
        server.values.put(
                JOB_PATH + "/metrics",
                Map.of("lastCheckpointDuration", "-1", "uptime", "-1", "numRestarts", "n/a"));
        JobHealth job = health(server, MetricSelection.health(JOB));
        assertThat(job.uptime()).isNull();
        assertThat(job.restarts()).isNull();
        assertThat(job.lastCheckpointDuration()).isNull();
        assertThat(job.lastCheckpointSize()).isNull();
        assertThat(job.vertices())
                .containsExactly(
                        new VertexHealth(
                                VERTEX, "Source", 1, null, null, null, null, null, null, null, null,
                                null));
    }

    @Test
    void tellsTheLagOfAKafkaSourceThoughASubtaskReadsNoPartition() {
        String lag = "Source__K.KafkaSourceReader.KafkaConsumer.records-lag-max";
        CannedMetrics server =
                CannedMetrics.ofSubtasks(
                        Map.of("Source__K.pendingRecords", "5", lag, "3.0"),
                        Map.of("Source__K.pendingRecords", "7", lag, "4.0"),
                        Map.of("Source__K.pendingRecords", "0", lag, "NaN"));
        VertexHealth vertex = vertex(server);
        assertThat(vertex.pendingRecords()).isEqualTo(12);
        assertThat(vertex.recordsLagMax()).isEqualTo(4);
        // the long list of all subtasks' names was asked for, as there was something to choose
        assertThat(server.asked(line -> line.endsWith(VERTEX + "/metrics"))).isEqualTo(1);
    }

    @Test
    void sparesTheLongListOfNamesWhereThereIsNoLag() {
        CannedMetrics server = CannedMetrics.recorded("2.3.0");
        health(server, MetricSelection.health(JOB));
        assertThat(server.asked(line -> line.endsWith(VERTEX + "/metrics"))).isZero();
        assertThat(server.asked(line -> line.endsWith(VERTEX + "/subtasks/metrics"))).isEqualTo(1);
    }

    @Test
    void aShareThatFlinkCannotTellIsNaN() {
        CannedMetrics server = CannedMetrics.ofSubtasks(Map.of("busyTimeMsPerSecond", "NaN"));
        VertexHealth vertex = vertex(server);
        assertThat(vertex.busy().avg()).isNaN();
        assertThat(vertex.busy().max()).isNaN();
        assertThat(vertex.idle()).isNull();
    }
}
