package dev.flinkrest.jobs;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.jobs.checkpoints.CheckpointEndpoints;
import dev.flinkrest.jobs.vertices.JobVertex;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.metrics.MetricQuery;
import dev.flinkrest.metrics.Metrics;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads jobs, makes checkpoints and savepoints of them, and ends them. Safe for use by many
 * threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, and those that take an id
 * {@link NotFoundException} when there is no such job; where Flink answers otherwise, that is said.
 */
public final class Jobs extends JobReads {

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    public Jobs(RestCaller rest) {
        super(rest);
    }

    /**
     * Lists the jobs. {@code GET /jobs}.
     *
     * @return id and status of each job that the cluster remembers, ended ones among them
     */
    public List<JobIdWithStatus> all() {
        return rest.send(JobEndpoints.ALL.with()).jobs();
    }

    /**
     * Lists the jobs' ids. {@code GET /jobs}.
     *
     * @return the ids of the jobs that the cluster remembers, ended ones among them
     */
    public List<JobId> ids() {
        return all().stream().map(JobIdWithStatus::id).toList();
    }

    /**
     * Lists the names of the metrics that can be aggregated over jobs. {@code GET /jobs/metrics}.
     *
     * @return the names
     */
    public List<String> metricNames() {
        return new Metrics(rest).aggregatedNames(JobEndpoints.AGGREGATED_METRICS.with());
    }

    /**
     * Reads metrics aggregated over all jobs. {@code GET /jobs/metrics?get=…&agg=…}, in as many
     * requests as it takes.
     *
     * @param query the metrics' names and the aggregations
     * @return the metrics by name; what does not exist or is not a number is absent
     */
    public Map<String, AggregatedMetric> metrics(MetricQuery query) {
        return metrics(List.of(), query);
    }

    /**
     * Reads metrics aggregated over chosen jobs. {@code GET /jobs/metrics?jobs=…&get=…&agg=…}, in
     * as many requests as it takes.
     *
     * @param jobs the jobs; empty for all
     * @param query the metrics' names and the aggregations
     * @return the metrics by name; what does not exist or is not a number is absent
     * @throws IllegalArgumentException if the jobs are so many, about 110, that no request line can
     *     hold them
     */
    public Map<String, AggregatedMetric> metrics(Collection<JobId> jobs, MetricQuery query) {
        return new Metrics(rest)
                .aggregated(JobEndpoints.AGGREGATED_METRICS.with().query("jobs", jobs), query);
    }

    /**
     * Reads what failed in a job, the latest first. {@code GET
     * /jobs/:jobid/exceptions?maxExceptions=…}.
     *
     * @param job the job
     * @param query how many, and with which labels
     * @return its exceptions
     * @throws UnsupportedByServerException if labels are asked for of a server older than 1.18;
     *     nothing was sent
     */
    public JobExceptions getExceptions(JobId job, ExceptionsQuery query) {
        var request = JobEndpoints.EXCEPTIONS.with(job);
        if (query.maxExceptions() != null) {
            request = request.query("maxExceptions", query.maxExceptions());
        }
        if (!query.failureLabels().isEmpty()) {
            rest.version()
                    .require(
                            FlinkVersion.V1_18,
                            request.endpoint().toString(),
                            "failure labels",
                            "Leave them out");
            request =
                    request.query(
                            "failureLabelFilter",
                            query.failureLabels().entrySet().stream()
                                    .map(label -> label.getKey() + ":" + label.getValue())
                                    .toList());
        }
        return rest.send(request);
    }

    /**
     * Reads how a job ended. {@code GET /jobs/:jobid/execution-result}.
     *
     * @param job the job
     * @return its result; empty while it has not ended
     */
    public Optional<JobExecutionResult> getExecutionResult(JobId job) {
        return Optional.ofNullable(
                rest.send(JobEndpoints.EXECUTION_RESULT.with(job)).jobExecutionResult());
    }

    /**
     * Lists the names of a job's metrics. {@code GET /jobs/:jobid/metrics}.
     *
     * @param job the job
     * @return the names; empty if there is no such job
     */
    public List<String> getMetricNames(JobId job) {
        return new Metrics(rest).names(JobEndpoints.METRICS.with(job));
    }

    /**
     * Reads metrics of a job. {@code GET /jobs/:jobid/metrics?get=…}, in as many requests as it
     * takes.
     *
     * @param job the job
     * @param names the metrics' names; none means all
     * @return the metrics by name; what the server does not know is absent, for an unknown job all
     * @throws IllegalArgumentException if a name is blank
     */
    public Map<String, Metric> getMetrics(JobId job, String... names) {
        return new Metrics(rest).values(JobEndpoints.METRICS.with(job), Arrays.asList(names));
    }

    /**
     * Reads a job's accumulators. {@code GET /jobs/:jobid/accumulators?includeSerializedValue=…}.
     *
     * @param job the job
     * @param includeSerializedValue whether to send the Java-serialised values too, which this
     *     library never deserialises
     * @return its accumulators
     */
    public JobAccumulators getAccumulators(JobId job, boolean includeSerializedValue) {
        var request = JobEndpoints.ACCUMULATORS.with(job);
        return rest.send(
                includeSerializedValue ? request.query("includeSerializedValue", true) : request);
    }

    /**
     * Gives access to one vertex of a job.
     *
     * @param job the job
     * @param vertex the vertex
     * @return a handle; asks nothing of the server
     */
    public JobVertex getVertex(JobId job, VertexId vertex) {
        return new JobVertex(rest, job, vertex);
    }

    /**
     * Changes the parallelism of all vertices of a running job. {@code PUT
     * /jobs/:jobid/resource-requirements}; Flink 1.18 and later, and only under the adaptive
     * scheduler. The job runs with less while slots are missing.
     *
     * @param job the job
     * @param parallelism how many subtasks each vertex shall have
     * @return the rescaling on its way; it is done when every vertex runs with that parallelism
     * @throws UnsupportedByServerException if this server cannot rescale this job; nothing was
     *     changed
     * @throws IllegalArgumentException if {@code parallelism} is less than 1
     */
    public Operation<Void> rescale(JobId job, int parallelism) {
        return new Rescaling(rest, job, Check.atLeast("parallelism", parallelism, 1)).start();
    }

    /**
     * Waits until every task of a job runs, asking at first every 10 milliseconds, in the end every
     * second. Flink calls a job {@link JobStatus#RUNNING} before any of its tasks is deployed, and
     * makes no savepoint until all are. {@code GET /jobs/:jobid}.
     *
     * @param job the job
     * @param timeout how long to wait at most
     * @return its details, with all tasks running, or finished already while others run
     * @throws JobEndedException if the job has ended, with what made it fail
     * @throws DeadlineExceededException if they do not run in time
     * @throws InterruptedCallException if the thread is interrupted
     * @throws IllegalArgumentException if {@code timeout} is not positive
     */
    public JobDetails awaitAllVerticesRunning(JobId job, Duration timeout) {
        return new JobWait(rest, job, Ticker.SYSTEM).allVerticesRunning(timeout);
    }

    /**
     * Makes a savepoint of a running job. {@code POST /jobs/:jobid/savepoints}. Flink reports even
     * an unknown job only when asked how far the savepoint is.
     *
     * @param job the job
     * @param options where and how
     * @return the savepoint on its way
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     */
    public Operation<SavepointInfo> createSavepoint(JobId job, SavepointOptions options) {
        var reply = rest.send(JobEndpoints.SAVEPOINT.with(job).body(options.body(rest::version)));
        return savepoint("savepoint of job " + job, job, reply.requestId());
    }

    /**
     * Stops a job with a savepoint. {@code POST /jobs/:jobid/stop}. If the savepoint fails, the job
     * goes on.
     *
     * @param job the job
     * @param options where and how
     * @return the stop on its way; when it is done, the job has ended
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was sent
     */
    public Operation<SavepointInfo> stop(JobId job, StopOptions options) {
        var reply = rest.send(JobEndpoints.STOP.with(job).body(options.body(rest::version)));
        return savepoint("stop of job " + job, job, reply.requestId());
    }

    private Operation<SavepointInfo> savepoint(String description, JobId job, TriggerId trigger) {
        return new Operation<>(
                description,
                trigger,
                options -> {
                    var reply =
                            rest.send(
                                    JobEndpoints.SAVEPOINT_STATUS.with(job, trigger).with(options));
                    SavepointInfo info = reply.operation();
                    return Operation.Status.of(
                            reply.status(), info, info == null ? null : info.failureCause());
                });
    }

    /**
     * Reads a job's state, and nothing else. {@code GET /jobs/:jobid/status}; Flink 1.16 and later.
     *
     * @param job the job
     * @return its state
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public JobStatus getStatus(JobId job) {
        return rest.send(JobEndpoints.STATUS.with(job)).status();
    }

    /**
     * Reads between which bounds the parallelism of each vertex of a running job may be. {@code GET
     * /jobs/:jobid/resource-requirements}; Flink 1.18 and later, and only under the adaptive
     * scheduler.
     *
     * @param job the job
     * @return the bounds of each vertex
     * @throws UnsupportedByServerException if the server is older, or another scheduler runs the
     *     job
     */
    public JobResourceRequirements getResourceRequirements(JobId job) {
        return Rescaling.supported(
                JobEndpoints.RESOURCE_REQUIREMENTS.toString(),
                () -> rest.send(JobEndpoints.RESOURCE_REQUIREMENTS.with(job)));
    }

    /**
     * Sets between which bounds the parallelism of each vertex of a running job may be; the job is
     * rescaled when it differs from what the bounds and the slots allow. {@code PUT
     * /jobs/:jobid/resource-requirements}; Flink 1.18 and later, and only under the adaptive
     * scheduler. To wait for it, see {@link #rescale}.
     *
     * @param job the job
     * @param requirements the bounds of each vertex of the job
     * @throws UnsupportedByServerException if the server is older, or another scheduler runs the
     *     job; nothing was changed
     */
    public void updateResourceRequirements(JobId job, JobResourceRequirements requirements) {
        Rescaling.supported(
                JobEndpoints.UPDATE_RESOURCE_REQUIREMENTS.toString(),
                () ->
                        rest.send(
                                JobEndpoints.UPDATE_RESOURCE_REQUIREMENTS
                                        .with(job)
                                        .body(requirements)));
    }

    /**
     * Makes a checkpoint of a running job, as the job is configured. {@code POST
     * /jobs/:jobid/checkpoints}; Flink 1.17 and later.
     *
     * @param job the job
     * @return the checkpoint on its way; gives the checkpoint's id
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public Operation<Long> triggerCheckpoint(JobId job) {
        return triggerCheckpoint(job, CheckpointOptions.none());
    }

    /**
     * Makes a checkpoint of a running job. {@code POST /jobs/:jobid/checkpoints}; Flink 1.17 and
     * later. Flink reports even an unknown job only when asked how far the checkpoint is.
     *
     * @param job the job
     * @param options how
     * @return the checkpoint on its way; gives the checkpoint's id
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public Operation<Long> triggerCheckpoint(JobId job, CheckpointOptions options) {
        var trigger =
                rest.send(CheckpointEndpoints.TRIGGER.with(job).body(options.body())).requestId();
        return new Operation<>(
                "checkpoint of job " + job,
                trigger,
                call -> {
                    var reply = rest.send(CheckpointEndpoints.STATUS.with(job, trigger).with(call));
                    var info = reply.operation();
                    return Operation.Status.of(
                            reply.status(),
                            info == null ? null : info.checkpointId(),
                            info == null ? null : info.failureCause());
                });
    }

    /**
     * Deletes a savepoint's files. {@code POST /savepoint-disposal}. What it is of need not run any
     * more, nor be known.
     *
     * @param location where the savepoint is, as {@link SavepointInfo#location} gives it
     * @return the deletion on its way; fails if there is no savepoint at that place
     * @throws IllegalArgumentException if the location is blank
     */
    public Operation<Void> disposeSavepoint(String location) {
        var body = Map.of("savepoint-path", Check.notBlank("location", location));
        var trigger = rest.send(JobEndpoints.SAVEPOINT_DISPOSAL.with().body(body)).requestId();
        return new Operation<>(
                "disposal of savepoint " + location,
                trigger,
                call -> {
                    var reply =
                            rest.send(
                                    JobEndpoints.SAVEPOINT_DISPOSAL_STATUS
                                            .with(trigger)
                                            .with(call));
                    var info = reply.operation();
                    return Operation.Status.of(
                            reply.status(), null, info == null ? null : info.failureCause());
                });
    }

    /**
     * Cancels a job; it ends some time after. {@code PATCH /jobs/:jobid?mode=cancel}.
     *
     * @param job the job
     * @throws NotFoundException if there is no such job; on Flink 1.13 and 1.14 also if it has
     *     ended
     * @throws ConflictException if it has ended otherwise
     */
    public void terminate(JobId job) {
        rest.send(JobEndpoints.TERMINATE.with(job).query("mode", "cancel"));
    }
}
