package dev.flinkrest.jobs;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jobs.checkpoints.CompletedCheckpoint;
import dev.flinkrest.jobs.diagnosis.Finding;
import dev.flinkrest.jobs.vertices.JobVertex;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.metrics.MetricQuery;
import dev.flinkrest.metrics.Metrics;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.RestCaller;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads jobs, makes checkpoints and savepoints of them, and ends them. Safe for use by many
 * threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, and those that take an id
 * {@link NotFoundException} when there is no such job; where Flink answers otherwise, that is said.
 */
public final class Jobs extends JobTriggers {
    private final Jars jars;
    private final JarsInUse inUse;

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    public Jobs(RestCaller rest) {
        this(rest, Ticker.pausing(rest::pause));
    }

    Jobs(RestCaller rest, Ticker ticker) {
        this(rest, new JarsInUse(), ticker);
    }

    private Jobs(RestCaller rest, JarsInUse inUse, Ticker ticker) {
        this(rest, new Jars(rest, inUse, OptionalLong::empty), inUse, ticker);
    }

    /**
     * Makes a handle, one of many of a client.
     *
     * @param rest carries out the requests
     * @param jars the client's jars
     * @param inUse the jars that the client's other handles work with
     */
    @SuppressWarnings("exports") // clients alone make handles
    public Jobs(RestCaller rest, Jars jars, JarsInUse inUse) {
        this(rest, jars, inUse, Ticker.pausing(rest::pause));
    }

    private Jobs(RestCaller rest, Jars jars, JarsInUse inUse, Ticker ticker) {
        super(rest, ticker);
        this.jars = jars;
        this.inUse = inUse;
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
        return new JobWait(rest, job, ticker).allVerticesRunning(timeout);
    }

    /**
     * Waits until a job is in a state. See {@link #await(JobId, Set, Duration)}.
     *
     * @param job the job
     * @param state the state
     * @param timeout how long to wait at most
     * @return its details, in that state
     * @throws JobEndedException if the job has ended in another state, with what made it fail
     * @throws DeadlineExceededException if it does not come to it in time
     */
    public JobDetails await(JobId job, JobStatus state, Duration timeout) {
        return await(job, Set.of(state), timeout);
    }

    /**
     * Waits until a job is in one of some states, asking at first every 10 milliseconds, in the end
     * every second. A state that lasts for less may pass unseen. {@code GET /jobs/:jobid}.
     *
     * @param job the job
     * @param states the states
     * @param timeout how long to wait at most
     * @return its details, in one of those states
     * @throws JobEndedException if the job has ended in another state, with what made it fail
     * @throws DeadlineExceededException if it does not come to one in time
     * @throws InterruptedCallException if the thread is interrupted
     * @throws IllegalArgumentException if {@code states} is empty, or {@code timeout} not positive
     */
    public JobDetails await(JobId job, Set<JobStatus> states, Duration timeout) {
        return new JobWait(rest, job, ticker).states(states, timeout);
    }

    /**
     * Waits until a job has ended, well or not. {@code GET /jobs/:jobid}.
     *
     * @param job the job
     * @param timeout how long to wait at most
     * @return its details; the state says how it ended
     * @throws DeadlineExceededException if it does not end in time
     * @throws InterruptedCallException if the thread is interrupted
     * @throws IllegalArgumentException if {@code timeout} is not positive
     */
    public JobDetails awaitTerminated(JobId job, Duration timeout) {
        return new JobWait(rest, job, ticker).terminated(timeout);
    }

    /**
     * Waits until a job has completed a checkpoint later than a given one; savepoints do not count.
     * {@code GET /jobs/:jobid/checkpoints}.
     *
     * @param job the job
     * @param after the id of the checkpoint that it shall be later than; 0 for any
     * @param timeout how long to wait at most
     * @return the newest completed checkpoint
     * @throws JobEndedException if the job has ended, with what made it fail
     * @throws NotFoundException if there is no such job, or it cannot be checkpointed
     * @throws DeadlineExceededException if none is completed in time
     * @throws InterruptedCallException if the thread is interrupted
     * @throws IllegalArgumentException if {@code timeout} is not positive
     */
    public CompletedCheckpoint awaitCheckpoint(JobId job, long after, Duration timeout) {
        return new JobWait(rest, job, ticker).checkpoint(after, timeout);
    }

    /**
     * Looks for what is wrong with a job: what made it fail and where, slots that it waits for,
     * restarts in the last hour, checkpoints that failed, are overdue or took long, the vertex that
     * is held back nearest to the sinks and what holds it back, and subtasks with far more records
     * than others. {@link Finding} lists the kinds; each says from what on it is reported. {@code
     * GET /jobs/:jobid}, then {@code …/exceptions}, {@code …/checkpoints}, {@code
     * …/checkpoints/config}, {@code …/metrics} and {@code /overview}, and of each vertex that runs
     * {@code …/backpressure} and its subtasks.
     *
     * <p>Takes about a second, for Flink fetches metrics only when it is asked for some, about five
     * if the job's tasks have just begun, and at most 30. A part that cannot be had by then, or at
     * all, is listed and does not keep the others from being told.
     *
     * @param job the job, which may have ended
     * @return what was found; nothing if all is well
     * @throws InterruptedCallException if the thread is interrupted
     */
    public JobDiagnosis diagnose(JobId job) {
        return new Diagnoser(rest, job, ticker).diagnose();
    }

    /**
     * Replaces a job by a new version of it: another jar, other arguments, parallelism or
     * configuration. Stops the job with a savepoint, uploads the new jar, runs it from the
     * savepoint, waits until all its tasks run, or for its first checkpoint, and deletes the old
     * jar. When the new version does not come up, it is cancelled, and the old version run again
     * from the savepoint.
     *
     * <p>The new job's id is made of the old one's. So when the process is killed on the way, the
     * same call goes on where it stood: it finds the savepoint, and the new version if it was
     * started already, as long as the cluster remembers the stopped job: for an hour unless set
     * otherwise, and not past a restart of the job manager. A jar that was uploaded and not yet run
     * is uploaded again. Of a new version that has failed without a way back, each further call
     * says so; run a better one from the savepoint.
     *
     * @param job the job, which runs
     * @param options the new version, and the old one for the way back
     * @return the new job
     * @throws UpgradeFailedException if the job could not be stopped, or the new version did not
     *     come up; tells why, and what runs now
     * @throws JobEndedException if the job has ended, other than stopped with a savepoint, or, to
     *     be upgraded without state, by being cancelled; nothing was done
     * @throws InterruptedCallException if the thread is interrupted; the same call goes on
     * @throws IOException if a jar cannot be read; nothing was done
     * @throws IllegalArgumentException if a jar is no jar, or not on the server; nothing was done
     * @throws UnsupportedByServerException if the server's version does not know one of the
     *     options; nothing was done
     */
    public UpgradeResult upgrade(JobId job, UpgradeOptions options) throws IOException {
        return new Upgrade(rest, this, jars, inUse, job, options).run();
    }

    /**
     * Watches all jobs: what is added and removed, changes its state or is restarted, and whether
     * the cluster can be asked. Asks nothing before somebody subscribes; then {@code GET
     * /jobs/overview} once an interval, however many subscribers there are.
     *
     * @param interval how long from one question to the next, such as a second
     * @return a watch; share it, for each asks on its own
     * @throws IllegalArgumentException if {@code interval} is not positive
     */
    public JobWatch watch(Duration interval) {
        return new JobWatch(rest, interval, ticker);
    }
}
