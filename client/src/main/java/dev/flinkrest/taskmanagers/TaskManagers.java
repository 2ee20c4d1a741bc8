package dev.flinkrest.taskmanagers;

import dev.flinkrest.diagnostics.Profiler;
import dev.flinkrest.diagnostics.ThreadDump;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.logs.LogFile;
import dev.flinkrest.logs.LogInfo;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.metrics.MetricQuery;
import dev.flinkrest.metrics.Metrics;
import dev.flinkrest.rest.RestCaller;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads from the task managers. Safe for use by many threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, and those that take an id
 * {@link NotFoundException} when there is no such task manager.
 */
public final class TaskManagers {
    private final RestCaller rest;

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    public TaskManagers(RestCaller rest) {
        this.rest = rest;
    }

    /**
     * Lists the task managers. {@code GET /taskmanagers}.
     *
     * @return the task managers that are registered
     */
    public List<TaskManagerInfo> all() {
        return rest.send(TaskManagerEndpoints.ALL.with()).taskmanagers();
    }

    /**
     * Lists the task managers' ids. {@code GET /taskmanagers}.
     *
     * @return the ids of the task managers that are registered
     */
    public List<TaskManagerId> ids() {
        return all().stream().map(TaskManagerInfo::id).toList();
    }

    /**
     * Reads one task manager. {@code GET /taskmanagers/:taskmanagerid}.
     *
     * @param id the task manager
     * @return its details
     */
    public TaskManagerDetails get(TaskManagerId id) {
        return rest.send(TaskManagerEndpoints.DETAILS.with(id));
    }

    /**
     * Lists the log files of one task manager. {@code GET /taskmanagers/:taskmanagerid/logs}.
     *
     * @param id the task manager
     * @return the files; empty if it was started without a log directory
     */
    public List<LogInfo> getLogs(TaskManagerId id) {
        return rest.send(TaskManagerEndpoints.LOGS.with(id)).logs();
    }

    /**
     * Gives access to one log file of one task manager. {@code GET
     * /taskmanagers/:taskmanagerid/logs/:filename}.
     *
     * @param id the task manager
     * @param name the file's name, as {@link #getLogs} lists it
     * @return a handle; asks nothing of the server
     * @throws IllegalArgumentException if the name is blank
     */
    public LogFile getLog(TaskManagerId id, String name) {
        return new LogFile(
                rest,
                TaskManagerEndpoints.LOG_FILE.with(id, Check.notBlank("log file name", name)),
                name);
    }

    /**
     * Gives access to the main log file of one task manager. {@code GET
     * /taskmanagers/:taskmanagerid/log}.
     *
     * @param id the task manager
     * @return a handle; asks nothing of the server
     */
    public LogFile getLog(TaskManagerId id) {
        return new LogFile(rest, TaskManagerEndpoints.LOG.with(id), "taskmanager.log");
    }

    /**
     * Gives access to what one task manager has printed to standard output. {@code GET
     * /taskmanagers/:taskmanagerid/stdout}.
     *
     * @param id the task manager
     * @return a handle; asks nothing of the server
     */
    public LogFile getStdout(TaskManagerId id) {
        return new LogFile(rest, TaskManagerEndpoints.STDOUT.with(id), "taskmanager.out");
    }

    /**
     * Gives access to the profiler of one task manager. {@code
     * /taskmanagers/:taskmanagerid/profiler}; Flink 1.19 and later.
     *
     * @param id the task manager
     * @return a handle; asks nothing of the server
     */
    public Profiler getProfiler(TaskManagerId id) {
        return new Profiler(
                rest,
                new Profiler.Rows(
                        TaskManagerEndpoints.PROFILINGS,
                        TaskManagerEndpoints.PROFILE,
                        TaskManagerEndpoints.PROFILER_FILE),
                "task manager " + id,
                id);
    }

    /**
     * Reads the stacks of all threads of one task manager. {@code GET
     * /taskmanagers/:taskmanagerid/thread-dump}.
     *
     * @param id the task manager
     * @return the threads
     */
    public ThreadDump getThreadDump(TaskManagerId id) {
        return rest.send(TaskManagerEndpoints.THREAD_DUMP.with(id));
    }

    /**
     * Lists the names of one task manager's metrics. {@code GET
     * /taskmanagers/:taskmanagerid/metrics}.
     *
     * @param id the task manager
     * @return the names
     */
    public List<String> getMetricNames(TaskManagerId id) {
        return new Metrics(rest).names(TaskManagerEndpoints.METRICS.with(id));
    }

    /**
     * Reads metrics of one task manager. {@code GET /taskmanagers/:taskmanagerid/metrics?get=…}, in
     * as many requests as it takes.
     *
     * @param id the task manager
     * @param names the metrics' names; none means all
     * @return the metrics by name; what the server does not know is absent
     * @throws IllegalArgumentException if a name is blank
     */
    public Map<String, Metric> getMetrics(TaskManagerId id, String... names) {
        return new Metrics(rest)
                .values(TaskManagerEndpoints.METRICS.with(id), Arrays.asList(names));
    }

    /**
     * Lists the names of the metrics that can be aggregated over task managers. {@code GET
     * /taskmanagers/metrics}.
     *
     * @return the names
     */
    public List<String> metricNames() {
        return new Metrics(rest).aggregatedNames(TaskManagerEndpoints.AGGREGATED_METRICS.with());
    }

    /**
     * Reads metrics aggregated over all task managers. {@code GET
     * /taskmanagers/metrics?get=…&agg=…}, in as many requests as it takes.
     *
     * @param query the metrics' names and the aggregations
     * @return the metrics by name; what does not exist or is not a number is absent
     */
    public Map<String, AggregatedMetric> metrics(MetricQuery query) {
        return metrics(List.of(), query);
    }

    /**
     * Reads metrics aggregated over chosen task managers. {@code GET
     * /taskmanagers/metrics?taskmanagers=…&get=…&agg=…}, in as many requests as it takes.
     *
     * @param taskManagers the task managers; empty for all
     * @param query the metrics' names and the aggregations
     * @return the metrics by name; what does not exist or is not a number is absent
     */
    public Map<String, AggregatedMetric> metrics(
            Collection<TaskManagerId> taskManagers, MetricQuery query) {
        return new Metrics(rest)
                .aggregated(
                        TaskManagerEndpoints.AGGREGATED_METRICS
                                .with()
                                .query("taskmanagers", taskManagers),
                        query);
    }
}
