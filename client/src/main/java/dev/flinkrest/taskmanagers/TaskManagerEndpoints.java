package dev.flinkrest.taskmanagers;

import dev.flinkrest.logs.LogList;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.rest.Endpoint;
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

    /** Lists the log files of one task manager. */
    public static final Endpoint<LogList> LOGS =
            Endpoint.get("/taskmanagers/:taskmanagerid/logs", LogList.class);

    /** Reads metrics of one task manager, or lists their names. */
    public static final Endpoint<List<Metric>> METRICS =
            Endpoint.getList("/taskmanagers/:taskmanagerid/metrics", Metric.class);

    /** Reads the stacks of all threads of one task manager. */
    public static final Endpoint<ThreadDump> THREAD_DUMP =
            Endpoint.get("/taskmanagers/:taskmanagerid/thread-dump", ThreadDump.class);

    private TaskManagerEndpoints() {}
}
