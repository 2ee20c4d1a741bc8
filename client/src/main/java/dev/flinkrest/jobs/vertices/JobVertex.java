package dev.flinkrest.jobs.vertices;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.metrics.Metrics;
import dev.flinkrest.rest.RestCaller;
import java.util.Arrays;
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
     * not exist.
     *
     * @return the back pressure
     */
    public VertexBackPressure backpressure() {
        return rest.send(VertexEndpoints.BACKPRESSURE.with(job, vertex));
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
        return java.util.Collections.unmodifiableMap(watermarks);
    }

    /**
     * Reads the accumulators, those of all subtasks taken together. {@code GET …/accumulators}.
     *
     * @return the accumulators
     */
    public VertexAccumulators accumulators() {
        return rest.send(VertexEndpoints.ACCUMULATORS.with(job, vertex));
    }

    @Override
    public Subtasks subtasks() {
        return new Subtasks(rest, job, vertex);
    }
}
