package dev.flinkrest.jobs.vertices;

import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.rest.Endpoint;
import java.util.List;

/** Rows under {@code /jobs/:jobid/vertices/:vertexid/subtasks}. */
public final class SubtaskEndpoints {
    private static final String SUBTASKS = "/jobs/:jobid/vertices/:vertexid/subtasks";

    /** Reads the accumulators of all subtasks. */
    public static final Endpoint<SubtasksAccumulators> ACCUMULATORS =
            Endpoint.get(SUBTASKS + "/accumulators", SubtasksAccumulators.class);

    /** Reads metrics aggregated over subtasks, or lists their names. */
    public static final Endpoint<List<AggregatedMetric>> AGGREGATED_METRICS =
            Endpoint.getList(SUBTASKS + "/metrics", AggregatedMetric.class);

    /** Reads the current attempt of one subtask. */
    public static final Endpoint<SubtaskExecutionAttempt> CURRENT_ATTEMPT =
            Endpoint.get(SUBTASKS + "/:subtaskindex", SubtaskExecutionAttempt.class);

    /** Reads one attempt of one subtask. */
    public static final Endpoint<SubtaskExecutionAttempt> ATTEMPT =
            Endpoint.get(
                    SUBTASKS + "/:subtaskindex/attempts/:attempt", SubtaskExecutionAttempt.class);

    /** Reads the accumulators of one attempt of one subtask. */
    public static final Endpoint<SubtaskAttemptAccumulators> ATTEMPT_ACCUMULATORS =
            Endpoint.get(
                    SUBTASKS + "/:subtaskindex/attempts/:attempt/accumulators",
                    SubtaskAttemptAccumulators.class);

    /** Reads metrics of one subtask, or lists their names. */
    public static final Endpoint<List<Metric>> METRICS =
            Endpoint.getList(SUBTASKS + "/:subtaskindex/metrics", Metric.class);

    private SubtaskEndpoints() {}
}
