package dev.flinkrest.taskmanagers;

import dev.flinkrest.diagnostics.ProfilingInfo;
import dev.flinkrest.diagnostics.ProfilingList;
import dev.flinkrest.diagnostics.ThreadDump;
import dev.flinkrest.logs.LogList;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.HttpMethod;
import java.util.List;

/** Rows under {@code /taskmanagers}. */
public final class TaskManagerEndpoints {
    /** Lists the task managers. */
    public static final Endpoint<TaskManagerList> ALL =
            Endpoint.get("/taskmanagers", TaskManagerList.class);

    /** Reads metrics aggregated over task managers, or lists their names. */
    public static final Endpoint<List<AggregatedMetric>> AGGREGATED_METRICS =
            Endpoint.getList("/taskmanagers/metrics", AggregatedMetric.class);

    /** Reads one task manager. */
    public static final Endpoint<TaskManagerDetails> DETAILS =
            Endpoint.get("/taskmanagers/:taskmanagerid", TaskManagerDetails.class);

    /** Reads the main log file of one task manager. */
    public static final Endpoint<String> LOG = Endpoint.getText("/taskmanagers/:taskmanagerid/log");

    /** Reads what one task manager has printed to standard output. */
    public static final Endpoint<String> STDOUT =
            Endpoint.getText("/taskmanagers/:taskmanagerid/stdout");

    /** Reads one log file of one task manager. */
    public static final Endpoint<String> LOG_FILE =
            Endpoint.getText("/taskmanagers/:taskmanagerid/logs/:filename");

    /** Lists the log files of one task manager. */
    public static final Endpoint<LogList> LOGS =
            Endpoint.get("/taskmanagers/:taskmanagerid/logs", LogList.class);

    /** Reads metrics of one task manager, or lists their names. */
    public static final Endpoint<List<Metric>> METRICS =
            Endpoint.getList("/taskmanagers/:taskmanagerid/metrics", Metric.class);

    /** Reads the stacks of all threads of one task manager. */
    public static final Endpoint<ThreadDump> THREAD_DUMP =
            Endpoint.get("/taskmanagers/:taskmanagerid/thread-dump", ThreadDump.class);

    /** Lists the profilings of one task manager; only where profiling is enabled. */
    public static final Endpoint<ProfilingList> PROFILINGS =
            Endpoint.get("/taskmanagers/:taskmanagerid/profiler", ProfilingList.class)
                    .since(FlinkVersion.V1_19);

    /** Starts a profiling of one task manager; only where profiling is enabled. */
    public static final Endpoint<ProfilingInfo> PROFILE =
            Endpoint.of(
                            HttpMethod.POST,
                            "/taskmanagers/:taskmanagerid/profiler",
                            ProfilingInfo.class)
                    .since(FlinkVersion.V1_19);

    /** Reads the result of a profiling of one task manager; only where profiling is enabled. */
    public static final Endpoint<String> PROFILER_FILE =
            Endpoint.getText("/taskmanagers/:taskmanagerid/profiler/:filename")
                    .since(FlinkVersion.V1_19);

    private TaskManagerEndpoints() {}
}
