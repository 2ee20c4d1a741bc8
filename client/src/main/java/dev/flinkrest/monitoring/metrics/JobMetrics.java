package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.metrics.Metric;
import java.util.Map;

/**
 * Holds the metrics of one job. Immutable and safe for use by many threads.
 *
 * @param job the job
 * @param name the job's name
 * @param state the job's state
 * @param now the server's time when it was asked for the job, in milliseconds since 1970
 * @param metrics the job's own metrics by name; empty if none were chosen
 * @param vertices the chosen vertices from sources to sinks; empty if no metrics of them were
 *     chosen, and while the job initialises
 */
public record JobMetrics(
        JobId job,
        String name,
        JobStatus state,
        long now,
        Map<String, Metric> metrics,
        Map<VertexId, VertexMetrics> vertices) {

    /** Copies the maps; null becomes empty. */
    public JobMetrics {
        metrics = Immutable.map(metrics);
        vertices = Immutable.map(vertices);
    }

    /**
     * Tells how the job is, from the metrics that {@link MetricSelection#health} chooses.
     *
     * @return the job with its vertices; what was not collected is null
     */
    public JobHealth health() {
        return JobHealth.of(this);
    }
}
