package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.jobs.vertices.BackPressureLevel;
import dev.flinkrest.jobs.vertices.ExecutionState;
import dev.flinkrest.jobs.vertices.FlameGraph;
import dev.flinkrest.jobs.vertices.FlameGraphType;
import dev.flinkrest.jobs.vertices.JobVertex;
import dev.flinkrest.jobs.vertices.UserAccumulator;
import dev.flinkrest.metrics.Aggregation;
import dev.flinkrest.metrics.MetricQuery;
import dev.flinkrest.rest.FlinkVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vertices of a running job and their subtasks. */
interface VertexContract {
    ClusterUnderTest cluster();

    /** The vertex in the middle, which has inputs, outputs, state and accumulators. */
    private JobVertex counter() {
        JobId job = cluster().jobs().running();
        return cluster().flink().jobs().get(job).vertices().stream()
                .filter(vertex -> vertex.name().contains("Count per key"))
                .map(vertex -> cluster().flink().jobs().getVertex(job, vertex.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void readsAVertex() {
        var details = counter().details();
        assertThat(details.id()).isEqualTo(counter().id());
        assertThat(details.parallelism()).isEqualTo(4);
        assertThat(details.subtasks())
                .hasSize(4)
                .allSatisfy(
                        subtask -> assertThat(subtask.status()).isEqualTo(ExecutionState.RUNNING));
    }

    @Test
    default void readsBackPressure() {
        var backPressure =
                ClusterUnderTest.await(
                        () -> counter().backpressure(), answer -> !answer.subtasks().isEmpty());
        assertThat(backPressure.backpressureLevel()).isEqualTo(BackPressureLevel.OK);
        assertThat(backPressure.subtasks()).hasSize(4);
    }

    @Test
    default void readsHundredsOfMetricsUnasked() {
        List<String> names =
                ClusterUnderTest.await(() -> counter().metricNames(), list -> list.size() > 150);
        // more than fits in one request line
        assertThat(String.join(",", names)).hasSizeGreaterThan(4_096);
        assertThat(counter().metrics())
                .hasSizeGreaterThan(150)
                .containsKeys("0.numRecordsIn", "3.numRecordsIn");
        var some = counter().metrics("0.numRecordsIn", "9.numRecordsIn");
        assertThat(some).containsOnlyKeys("0.numRecordsIn");
    }

    @Test
    default void readsTimesTaskManagersAndWatermarks() {
        assertThat(counter().subtaskTimes().subtasks())
                .hasSize(4)
                .allSatisfy(
                        subtask ->
                                assertThat(subtask.timestamps().get(ExecutionState.RUNNING))
                                        .isPositive());
        assertThat(counter().taskManagers().taskmanagers())
                .singleElement()
                .satisfies(
                        part ->
                                assertThat(part.statusCounts().get(ExecutionState.RUNNING))
                                        .isEqualTo(4));
        ClusterUnderTest.await(
                () -> counter().watermarks(),
                watermarks ->
                        watermarks.size() == 4
                                && watermarks.get("0.currentInputWatermark").asDouble() > 0);
    }

    @Test
    default void readsAccumulatorsOfAVertexAndItsSubtasks() {
        ClusterUnderTest.await(
                () -> counter().accumulators().userAccumulators(),
                accumulators ->
                        accumulators.stream()
                                .anyMatch(
                                        accumulator ->
                                                accumulator.name().equals("records")
                                                        && Integer.parseInt(accumulator.value())
                                                                > 0));
        var subtasks = counter().subtasks();
        assertThat(subtasks.accumulators().subtasks())
                .hasSize(4)
                .allSatisfy(
                        subtask ->
                                assertThat(subtask.userAccumulators())
                                        .extracting(UserAccumulator::name)
                                        .contains("records"));
        assertThat(subtasks.getAttemptAccumulators(1).userAccumulators())
                .extracting(UserAccumulator::name)
                .contains("records");
        assertThat(subtasks.getAttemptAccumulators(1, 0).subtask()).isEqualTo(1);
    }

    @Test
    default void readsSubtasksAndTheirAttempts() {
        var subtasks = counter().subtasks();
        assertThat(subtasks.ids()).containsExactly(0, 1, 2, 3);
        var current = subtasks.get(2);
        assertThat(current.subtask()).isEqualTo(2);
        assertThat(current.attempt()).isZero();
        assertThat(current.status()).isEqualTo(ExecutionState.RUNNING);
        TaskManagerId taskManager = cluster().flink().taskManagers().ids().get(0);
        assertThat(current.taskmanagerId()).isEqualTo(taskManager);
        assertThat(subtasks.getAttempt(2))
                .usingRecursiveComparison()
                .comparingOnlyFields("subtask", "attempt", "startTime")
                .isEqualTo(current);
        assertThat(subtasks.getAttempt(2, 0).startTime()).isEqualTo(current.startTime());
    }

    @Test
    default void readsMetricsAggregatedOverSubtasksThoughOneNameIsUnknown() {
        var subtasks = counter().subtasks();
        ClusterUnderTest.await(
                () -> subtasks.metrics(MetricQuery.of("numRecordsIn", "nope")),
                metrics ->
                        metrics.containsKey("numRecordsIn")
                                && metrics.get("numRecordsIn").sum() > 0);
        assertThat(subtasks.metrics(MetricQuery.of("numRecordsIn", "nope")))
                .containsOnlyKeys("numRecordsIn");
        assertThat(subtasks.metricNames()).contains("numRecordsIn");
        var one =
                subtasks.metrics(
                                List.of(0, 2),
                                MetricQuery.of("numRecordsIn").aggregatedBy(Aggregation.MAX))
                        .get("numRecordsIn");
        assertThat(one.max()).isPositive();
        assertThat(one.sum()).isNull();
        assertThat(subtasks.metrics(MetricQuery.all())).hasSizeGreaterThan(30);
        if (cluster().isAtLeast(FlinkVersion.V1_20)) {
            assertThat(
                            subtasks.metrics(
                                            MetricQuery.of("numRecordsIn")
                                                    .aggregatedBy(Aggregation.SKEW))
                                    .get("numRecordsIn")
                                    .skew())
                    .isNotNull();
        }
    }

    @Test
    default void readsMetricsOfASubtask() {
        var subtasks = counter().subtasks();
        List<String> names =
                ClusterUnderTest.await(
                        () -> subtasks.getMetricNames(1), list -> list.contains("numRecordsIn"));
        assertThat(subtasks.getMetrics(1).keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(subtasks.getMetrics(1, "numRecordsIn", "nope")).containsOnlyKeys("numRecordsIn");
    }

    @Test
    default void readsMetricsOfTheCoordinatorsOnTheJobManager() {
        cluster().assume(FlinkVersion.V1_20);
        JobId job = cluster().jobs().running();
        var source = cluster().flink().jobs().getVertex(job, cluster().sourceOf(job));
        assertThat(source.jobManagerOperatorMetricNames())
                .containsExactlyInAnyOrderElementsOf(source.jobManagerOperatorMetrics().keySet());
        assertThat(source.jobManagerOperatorMetrics("no.such.metric")).isEmpty();
    }

    @Test
    default void drawsFlameGraphs() {
        for (FlameGraphType type : FlameGraphType.values()) {
            var graph =
                    ClusterUnderTest.await(
                            () -> counter().flameGraph(type),
                            answer -> answer.state() == FlameGraph.State.READY);
            assertThat(graph.endTimestamp()).isPositive();
            assertThat(graph.data().name()).isEqualTo("root");
        }
        assertThat(counter().flameGraph().data().children())
                .anySatisfy(frame -> assertThat(frame.name()).contains("java.lang.Thread.run"));
        JobId finished = cluster().jobs().finished();
        assertThat(
                        cluster()
                                .flink()
                                .jobs()
                                .getVertex(finished, cluster().sourceOf(finished))
                                .flameGraph()
                                .state())
                .isEqualTo(FlameGraph.State.TERMINATED);
        if (cluster().isAtLeast(FlinkVersion.V1_17)) {
            ClusterUnderTest.await(
                    () -> counter().flameGraph(FlameGraphType.FULL, 2),
                    answer -> answer.state() == FlameGraph.State.READY);
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> counter().flameGraph(FlameGraphType.FULL, 99));
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> counter().flameGraph(FlameGraphType.FULL, 2))
                    .withMessageContaining("came with Flink 1.17");
        }
    }
}
