package dev.flinkrest.jobs.vertices;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Check;
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
 * Reads the subtasks of one vertex. Safe for use by many threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, {@link NotFoundException}
 * when there is no such job, vertex, subtask or attempt, and {@link IllegalArgumentException} for a
 * negative number.
 */
public final class Subtasks {
    private final RestCaller rest;
    private final JobId job;
    private final VertexId vertex;

    /**
     * Makes the handle; asks nothing of the server.
     *
     * @param rest carries out the requests
     * @param job the job
     * @param vertex the vertex
     */
    public Subtasks(RestCaller rest, JobId job, VertexId vertex) {
        this.rest = rest;
        this.job = job;
        this.vertex = vertex;
    }

    /**
     * Lists the subtasks' numbers. {@code GET /jobs/:jobid/vertices/:vertexid}.
     *
     * @return the numbers, beginning at 0
     */
    public List<Integer> ids() {
        return rest.send(VertexEndpoints.DETAILS.with(job, vertex)).subtasks().stream()
                .map(SubtaskExecutionAttempt::subtask)
                .toList();
    }

    /**
     * Reads the accumulators of all subtasks. {@code GET …/subtasks/accumulators}.
     *
     * @return the accumulators by subtask
     */
    public SubtasksAccumulators accumulators() {
        return rest.send(SubtaskEndpoints.ACCUMULATORS.with(job, vertex));
    }

    /**
     * Lists the names of the metrics that can be aggregated over subtasks. {@code GET
     * …/subtasks/metrics}.
     *
     * @return the names, without the subtask's number; empty if there is no such job or vertex
     */
    public List<String> metricNames() {
        return new Metrics(rest)
                .aggregatedNames(SubtaskEndpoints.AGGREGATED_METRICS.with(job, vertex));
    }

    /**
     * Reads metrics aggregated over all subtasks. {@code GET …/subtasks/metrics?get=…&agg=…}, in as
     * many requests as it takes.
     *
     * @param query the metrics' names and the aggregations
     * @return the metrics by name; what does not exist or is not a number is absent
     */
    public Map<String, AggregatedMetric> metrics(MetricQuery query) {
        return metrics(List.of(), query);
    }

    /**
     * Reads metrics aggregated over chosen subtasks. {@code GET
     * …/subtasks/metrics?subtasks=…&get=…&agg=…}, in as many requests as it takes.
     *
     * @param subtasks the subtasks' numbers; empty for all
     * @param query the metrics' names and the aggregations
     * @return the metrics by name; what does not exist or is not a number is absent
     */
    public Map<String, AggregatedMetric> metrics(Collection<Integer> subtasks, MetricQuery query) {
        subtasks.forEach(Subtasks::checkSubtask);
        var operation =
                SubtaskEndpoints.AGGREGATED_METRICS.with(job, vertex).query("subtasks", subtasks);
        return new Metrics(rest).aggregated(operation, query);
    }

    /**
     * Lists the names of one subtask's metrics. {@code GET …/subtasks/:subtaskindex/metrics}.
     *
     * @param subtask the subtask's number, beginning at 0
     * @return the names; empty if there is no such job, vertex or subtask
     */
    public List<String> getMetricNames(int subtask) {
        return new Metrics(rest)
                .names(SubtaskEndpoints.METRICS.with(job, vertex, checkSubtask(subtask)));
    }

    /**
     * Reads metrics of one subtask. {@code GET …/subtasks/:subtaskindex/metrics?get=…}, in as many
     * requests as it takes.
     *
     * @param subtask the subtask's number, beginning at 0
     * @param names the metrics' names; none means all
     * @return the metrics by name; what the server does not know is absent, for an unknown job,
     *     vertex or subtask all
     * @throws IllegalArgumentException also if a name is blank
     */
    public Map<String, Metric> getMetrics(int subtask, String... names) {
        return new Metrics(rest)
                .values(
                        SubtaskEndpoints.METRICS.with(job, vertex, checkSubtask(subtask)),
                        Arrays.asList(names));
    }

    /**
     * Reads the current attempt of one subtask. {@code GET …/subtasks/:subtaskindex}.
     *
     * @param subtask the subtask's number, beginning at 0
     * @return the attempt
     */
    public SubtaskExecutionAttempt get(int subtask) {
        return rest.send(SubtaskEndpoints.CURRENT_ATTEMPT.with(job, vertex, checkSubtask(subtask)));
    }

    /**
     * Reads the current attempt of one subtask, as {@link #get} does. {@code GET
     * …/subtasks/:subtaskindex}.
     *
     * @param subtask the subtask's number, beginning at 0
     * @return the attempt
     */
    public SubtaskExecutionAttempt getAttempt(int subtask) {
        return get(subtask);
    }

    /**
     * Reads one attempt of one subtask. {@code GET …/subtasks/:subtaskindex/attempts/:attempt}.
     *
     * @param subtask the subtask's number, beginning at 0
     * @param attempt the attempt's number, beginning at 0
     * @return the attempt
     */
    public SubtaskExecutionAttempt getAttempt(int subtask, int attempt) {
        return rest.send(
                SubtaskEndpoints.ATTEMPT.with(
                        job, vertex, checkSubtask(subtask), checkAttempt(attempt)));
    }

    /**
     * Reads the accumulators of the current attempt of one subtask, in two requests. {@code GET
     * …/subtasks/:subtaskindex/attempts/:attempt/accumulators}.
     *
     * @param subtask the subtask's number, beginning at 0
     * @return the accumulators
     */
    public SubtaskAttemptAccumulators getAttemptAccumulators(int subtask) {
        return getAttemptAccumulators(subtask, get(subtask).attempt());
    }

    /**
     * Reads the accumulators of one attempt of one subtask. {@code GET
     * …/subtasks/:subtaskindex/attempts/:attempt/accumulators}.
     *
     * @param subtask the subtask's number, beginning at 0
     * @param attempt the attempt's number, beginning at 0
     * @return the accumulators
     */
    public SubtaskAttemptAccumulators getAttemptAccumulators(int subtask, int attempt) {
        return rest.send(
                SubtaskEndpoints.ATTEMPT_ACCUMULATORS.with(
                        job, vertex, checkSubtask(subtask), checkAttempt(attempt)));
    }

    private static int checkSubtask(int subtask) {
        return Check.atLeast("subtask", subtask, 0);
    }

    private static int checkAttempt(int attempt) {
        return Check.atLeast("attempt", attempt, 0);
    }
}
