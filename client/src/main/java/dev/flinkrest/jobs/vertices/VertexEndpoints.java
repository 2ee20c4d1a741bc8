package dev.flinkrest.jobs.vertices;

import dev.flinkrest.metrics.Metric;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import java.util.List;

/** Rows under {@code /jobs/:jobid/vertices/:vertexid}. */
public final class VertexEndpoints {
    private static final String VERTEX = "/jobs/:jobid/vertices/:vertexid";

    /** Reads one vertex and its subtasks. */
    public static final Endpoint<VertexDetails> DETAILS = Endpoint.get(VERTEX, VertexDetails.class);

    /** Reads the accumulators of one vertex. */
    public static final Endpoint<VertexAccumulators> ACCUMULATORS =
            Endpoint.get(VERTEX + "/accumulators", VertexAccumulators.class);

    /** Reads the back pressure of one vertex, which also makes the server sample it. */
    public static final Endpoint<VertexBackPressure> BACKPRESSURE =
            Endpoint.get(VERTEX + "/backpressure", VertexBackPressure.class);

    /** Reads metrics of one vertex, or lists their names. */
    public static final Endpoint<List<Metric>> METRICS =
            Endpoint.getList(VERTEX + "/metrics", Metric.class);

    /** Reads when each subtask entered which state. */
    public static final Endpoint<SubtaskTimes> SUBTASK_TIMES =
            Endpoint.get(VERTEX + "/subtasktimes", SubtaskTimes.class);

    /** Reads one vertex by task manager. */
    public static final Endpoint<VertexTaskManagers> TASK_MANAGERS =
            Endpoint.get(VERTEX + "/taskmanagers", VertexTaskManagers.class);

    /** Reads the watermarks of one vertex. */
    public static final Endpoint<List<Metric>> WATERMARKS =
            Endpoint.getList(VERTEX + "/watermarks", Metric.class);

    /** Reads the flame graph of one vertex, which also makes the server sample it. */
    public static final Endpoint<FlameGraph> FLAME_GRAPH =
            Endpoint.get(VERTEX + "/flamegraph", FlameGraph.class);

    /** Reads metrics of one vertex's coordinators, or lists their names. */
    public static final Endpoint<List<Metric>> JOB_MANAGER_OPERATOR_METRICS =
            Endpoint.getList(VERTEX + "/jm-operator-metrics", Metric.class)
                    .since(FlinkVersion.V1_20);

    private VertexEndpoints() {}
}
