package dev.flinkrest.jobs.vertices;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.jobs.NoNumbersYet;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.metrics.Metrics;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one vertex of a job on a cluster. Safe for use by many threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, and most of them {@link
 * NotFoundException} when there is no such job or vertex; where Flink answers with nothing instead,
 * that is said.
 */
public final class JobVertex extends VertexReads {

    /**
     * Makes the handle; asks nothing of the server.
     *
     * @param rest carries out the requests
     * @param job the job
     * @param vertex the vertex
     */
    public JobVertex(RestCaller rest, JobId job, VertexId vertex) {
        super(rest, job, vertex);
    }

    /**
     * Reads how much the vertex is slowed down by those behind it. {@code GET …/backpressure}. The
     * first call makes the server sample, and has no figures yet; so it is for a vertex that does
     * not exist. Where Flink from 1.20 on fails instead, for a vertex that has just begun, there
     * are none either.
     *
     * @return the back pressure
     */
    public VertexBackPressure backpressure() {
        try {
            return rest.send(VertexEndpoints.BACKPRESSURE.with(job, vertex));
        } catch (ServerErrorException e) {
            if (NoNumbersYet.isMeantBy(e)) {
                return new VertexBackPressure(
                        VertexBackPressure.Status.DEPRECATED, null, null, List.of());
            }
            throw e;
        }
    }

    /**
     * Lists the names of the vertex's metrics, each with the subtask's number before it. {@code GET
     * …/metrics}.
     *
     * @return the names; empty if there is no such job or vertex
     */
    public List<String> metricNames() {
        return new Metrics(rest).names(VertexEndpoints.METRICS.with(job, vertex));
    }

    /**
     * Reads metrics. {@code GET …/metrics?get=…}, in as many requests as it takes.
     *
     * @param names the metrics' names, as {@link #metricNames} lists them; none means all
     * @return the metrics by name; what the server does not know is absent
     * @throws IllegalArgumentException if a name is blank
     */
    public Map<String, Metric> metrics(String... names) {
        return new Metrics(rest)
                .values(VertexEndpoints.METRICS.with(job, vertex), Arrays.asList(names));
    }

    /**
     * Reads the current input watermarks. {@code GET …/watermarks}.
     *
     * @return the watermarks by name, such as {@code 0.currentInputWatermark}; empty before there
     *     are any
     */
    public Map<String, Metric> watermarks() {
        Map<String, Metric> watermarks = new LinkedHashMap<>();
        rest.send(VertexEndpoints.WATERMARKS.with(job, vertex))
                .forEach(metric -> watermarks.put(metric.id(), metric));
        return Collections.unmodifiableMap(watermarks);
    }

    /**
     * Reads the accumulators, those of all subtasks taken together. {@code GET …/accumulators}.
     *
     * @return the accumulators
     */
    public VertexAccumulators accumulators() {
        return rest.send(VertexEndpoints.ACCUMULATORS.with(job, vertex));
    }

    /**
     * Reads where the vertex's threads spend their time. {@code GET …/flamegraph}. The first call
     * makes the server sample, and has no graph yet, see {@link FlameGraph#state}. Only where
     * {@code rest.flamegraph.enabled} is set.
     *
     * @return the flame graph of all threads, running or not
     */
    public FlameGraph flameGraph() {
        return flameGraph(FlameGraphType.FULL);
    }

    /**
     * Reads where the vertex's threads spend their time. {@code GET …/flamegraph?type=…}.
     *
     * @param type which samples
     * @return the flame graph
     */
    public FlameGraph flameGraph(FlameGraphType type) {
        return rest.send(flameGraphRequest(type));
    }

    /**
     * Reads where one subtask's threads spend their time. {@code GET
     * …/flamegraph?type=…&subtaskindex=…}; Flink 1.17 and later.
     *
     * @param type which samples
     * @param subtask the subtask's number, beginning at 0
     * @return the flame graph
     * @throws NotFoundException also if there is no such subtask
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     * @throws IllegalArgumentException if the number is negative
     */
    public FlameGraph flameGraph(FlameGraphType type, int subtask) {
        var request =
                flameGraphRequest(type).query("subtaskindex", Check.atLeast("subtask", subtask, 0));
        rest.version()
                .require(
                        FlinkVersion.V1_17,
                        request.endpoint().toString(),
                        "the flame graph of one subtask",
                        "Read that of the whole vertex instead");
        return rest.send(request);
    }

    private Request<FlameGraph> flameGraphRequest(FlameGraphType type) {
        return VertexEndpoints.FLAME_GRAPH.with(job, vertex).query("type", type.wireName());
    }

    /**
     * Lists the names of the metrics of the vertex's coordinators, such as that of a source, which
     * run on the job manager. {@code GET …/jm-operator-metrics}; Flink 1.20 and later.
     *
     * @return the names; empty if there is no such job or vertex
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public List<String> jobManagerOperatorMetricNames() {
        return new Metrics(rest)
                .names(VertexEndpoints.JOB_MANAGER_OPERATOR_METRICS.with(job, vertex));
    }

    /**
     * Reads metrics of the vertex's coordinators. {@code GET …/jm-operator-metrics?get=…}, in as
     * many requests as it takes; Flink 1.20 and later.
     *
     * @param names the metrics' names, as {@link #jobManagerOperatorMetricNames} lists them; none
     *     means all
     * @return the metrics by name; what the server does not know is absent
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     * @throws IllegalArgumentException if a name is blank
     */
    public Map<String, Metric> jobManagerOperatorMetrics(String... names) {
        return new Metrics(rest)
                .values(
                        VertexEndpoints.JOB_MANAGER_OPERATOR_METRICS.with(job, vertex),
                        Arrays.asList(names));
    }

    @Override
    public Subtasks subtasks() {
        return new Subtasks(rest, job, vertex);
    }
}
