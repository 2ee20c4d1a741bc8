package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what was collected at one time. The server's values may be as old as its {@code
 * metrics.fetcher.update-interval}, 10 seconds by default. Immutable and safe for use by many
 * threads.
 *
 * @param jobs the chosen jobs, in their order; a job that could not be read is not in it
 * @param jobManager the job manager's metrics by name; empty if none were chosen
 * @param taskManagers the metrics of each task manager by name; empty if none were chosen
 * @param aggregatedTaskManagers metrics aggregated over all task managers, by name; empty if none
 *     were chosen
 * @param missing what was chosen and could not be had, and why
 */
public record MetricsSnapshot(
        Map<JobId, JobMetrics> jobs,
        Map<String, Metric> jobManager,
        Map<TaskManagerId, Map<String, Metric>> taskManagers,
        Map<String, AggregatedMetric> aggregatedTaskManagers,
        List<MissingMetrics> missing) {

    /** Copies the list and the maps; null becomes empty. */
    public MetricsSnapshot {
        jobs = Immutable.map(jobs);
        jobManager = Immutable.map(jobManager);
        taskManagers = copyOfEach(taskManagers);
        aggregatedTaskManagers = Immutable.map(aggregatedTaskManagers);
        missing = Immutable.list(missing);
    }

    /** Copies a map of maps. */
    static <K> Map<K, Map<String, Metric>> copyOfEach(Map<K, Map<String, Metric>> maps) {
        Map<K, Map<String, Metric>> copy = new LinkedHashMap<>();
        maps.forEach((key, map) -> copy.put(key, Immutable.map(map)));
        return Immutable.map(copy);
    }

    /**
     * Tells how the jobs are, from the metrics that {@link MetricSelection#health} chooses.
     *
     * @return the jobs in their order, each with its vertices; what was not collected is null
     */
    public List<JobHealth> health() {
        return jobs.values().stream().map(JobMetrics::health).toList();
    }
}
