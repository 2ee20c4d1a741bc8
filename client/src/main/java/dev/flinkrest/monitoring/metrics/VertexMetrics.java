package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.jobs.vertices.ExecutionState;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import java.util.Map;

/**
 * Holds the metrics of one vertex. Immutable and safe for use by many threads.
 *
 * @param vertex the vertex
 * @param name the vertex's name, made of its operators' names
 * @param parallelism how many subtasks it has
 * @param status the state of its subtasks as a whole
 * @param aggregated metrics aggregated over the subtasks, by name; empty if none were chosen
 * @param subtasks metrics of each subtask, by its number, which begins at 0, and by name without
 *     that number; a subtask that none came of is not in it; empty if none were chosen
 */
public record VertexMetrics(
        VertexId vertex,
        String name,
        int parallelism,
        ExecutionState status,
        Map<String, AggregatedMetric> aggregated,
        Map<Integer, Map<String, Metric>> subtasks) {

    /** Copies the maps; null becomes empty. */
    public VertexMetrics {
        aggregated = Immutable.map(aggregated);
        subtasks = MetricsSnapshot.copyOfEach(subtasks);
    }

    /**
     * Tells how the vertex is, from the metrics that {@link MetricSelection#health} chooses.
     *
     * @return the vertex; what was not collected is null
     */
    public VertexHealth health() {
        return VertexHealth.of(this);
    }
}
