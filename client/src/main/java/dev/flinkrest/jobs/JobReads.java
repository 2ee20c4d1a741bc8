package dev.flinkrest.jobs;

import dev.flinkrest.diagnostics.ConfigurationEntry;
import dev.flinkrest.diagnostics.EnvironmentInfo;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.jobs.checkpoints.Checkpoint;
import dev.flinkrest.jobs.checkpoints.CheckpointEndpoints;
import dev.flinkrest.jobs.checkpoints.CheckpointingConfiguration;
import dev.flinkrest.jobs.checkpoints.CheckpointingStatistics;
import dev.flinkrest.jobs.checkpoints.TaskCheckpointDetails;
import dev.flinkrest.jobs.rescales.Rescales;
import dev.flinkrest.plan.JobPlan;
import dev.flinkrest.rest.RestCaller;
import java.util.List;

/**
 * Reads what a cluster tells of its jobs, and a history server of those that have ended. Safe for
 * use by many threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, and those that take an id
 * {@link NotFoundException} when there is no such job; where Flink answers otherwise, that is said.
 */
public abstract class JobReads {
    /** Carries out the requests. */
    protected final RestCaller rest;

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    protected JobReads(RestCaller rest) {
        this.rest = rest;
    }

    /**
     * Lists the jobs with name, times and tasks. {@code GET /jobs/overview}.
     *
     * @return the jobs that the cluster remembers, ended ones among them
     */
    public List<JobOverview> overview() {
        return rest.send(JobEndpoints.OVERVIEW.with()).jobs();
    }

    /**
     * Reads one job. {@code GET /jobs/:jobid}.
     *
     * @param job the job
     * @return its details, with its vertices and its plan
     */
    public JobDetails get(JobId job) {
        return rest.send(JobEndpoints.DETAILS.with(job));
    }

    /**
     * Reads a job's configuration. {@code GET /jobs/:jobid/config}.
     *
     * @param job the job
     * @return its configuration
     */
    public JobConfig getConfig(JobId job) {
        return rest.send(JobEndpoints.CONFIG.with(job));
    }

    /**
     * Reads what failed in a job, the latest first. {@code GET /jobs/:jobid/exceptions}.
     *
     * @param job the job
     * @return its exceptions, as many as the server gives unasked
     */
    public JobExceptions getExceptions(JobId job) {
        return rest.send(JobEndpoints.EXCEPTIONS.with(job));
    }

    /**
     * Reads a job's plan. {@code GET /jobs/:jobid/plan}.
     *
     * @param job the job
     * @return its plan
     */
    public JobPlan getPlan(JobId job) {
        return rest.send(JobEndpoints.PLAN.with(job)).plan();
    }

    /**
     * Reads a job's accumulators. {@code GET /jobs/:jobid/accumulators}.
     *
     * @param job the job
     * @return its accumulators as text
     */
    public JobAccumulators getAccumulators(JobId job) {
        return rest.send(JobEndpoints.ACCUMULATORS.with(job));
    }

    /**
     * Reads how a job's checkpointing is configured. {@code GET /jobs/:jobid/checkpoints/config}.
     *
     * @param job the job
     * @return the configuration
     */
    public CheckpointingConfiguration getCheckpointingConfiguration(JobId job) {
        return rest.send(CheckpointEndpoints.CONFIG.with(job));
    }

    /**
     * Reads a job's checkpoints. {@code GET /jobs/:jobid/checkpoints}.
     *
     * @param job the job
     * @return counts, summary, latest and history
     */
    public CheckpointingStatistics getCheckpoints(JobId job) {
        return rest.send(CheckpointEndpoints.STATISTICS.with(job));
    }

    /**
     * Lists the ids of a job's checkpoints. {@code GET /jobs/:jobid/checkpoints}.
     *
     * @param job the job
     * @return the ids in the history, the latest first; the server forgets older ones
     */
    public List<Long> getCheckpointIds(JobId job) {
        return getCheckpoints(job).history().stream().map(Checkpoint::id).toList();
    }

    /**
     * Reads one checkpoint. {@code GET /jobs/:jobid/checkpoints/details/:checkpointid}.
     *
     * @param job the job
     * @param checkpoint the checkpoint's id
     * @return the checkpoint
     * @throws NotFoundException if there is no such job, or the server has no such checkpoint any
     *     more
     * @throws IllegalArgumentException if the id is negative
     */
    public Checkpoint getCheckpointDetails(JobId job, long checkpoint) {
        return rest.send(
                CheckpointEndpoints.DETAILS.with(job, Check.atLeast("checkpoint", checkpoint, 0)));
    }

    /**
     * Reads one checkpoint of one vertex. {@code GET
     * /jobs/:jobid/checkpoints/details/:checkpointid/subtasks/:vertexid}.
     *
     * @param job the job
     * @param checkpoint the checkpoint's id
     * @param vertex the vertex
     * @return the vertex's part of the checkpoint, by subtask
     * @throws NotFoundException if there is no such job or vertex, or the server has no such
     *     checkpoint any more
     * @throws IllegalArgumentException if the id is negative
     */
    public TaskCheckpointDetails getCheckpointDetails(JobId job, long checkpoint, VertexId vertex) {
        return rest.send(
                CheckpointEndpoints.TASK_DETAILS.with(
                        job, Check.atLeast("checkpoint", checkpoint, 0), vertex));
    }

    /**
     * Lists the ids of a job's vertices. {@code GET /jobs/:jobid}.
     *
     * @param job the job
     * @return the ids, from sources to sinks
     */
    public List<VertexId> getVertexIds(JobId job) {
        return get(job).vertices().stream().map(JobVertexSummary::id).toList();
    }

    /**
     * Reads the configuration of the job manager that runs a job. {@code GET
     * /jobs/:jobid/jobmanager/config}; Flink 1.16 and later.
     *
     * @param job the job
     * @return the entries; Flink hides the values of secrets, and does not look whether there is
     *     such a job
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public List<ConfigurationEntry> getJobManagerConfig(JobId job) {
        return rest.send(JobEndpoints.JOB_MANAGER_CONFIG.with(job));
    }

    /**
     * Describes what the job manager that runs a job runs in. {@code GET
     * /jobs/:jobid/jobmanager/environment}; Flink 1.16 and later.
     *
     * @param job the job
     * @return its JVM and its class path; Flink does not look whether there is such a job
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public EnvironmentInfo getJobManagerEnvironment(JobId job) {
        return rest.send(JobEndpoints.JOB_MANAGER_ENVIRONMENT.with(job));
    }

    /**
     * Reads where the logs of the job manager that runs a job can be looked at. {@code GET
     * /jobs/:jobid/jobmanager/log-url}; Flink 1.16 and later.
     *
     * @param job the job
     * @return the address, mostly of a page for people; Flink does not look whether there is such a
     *     job or task manager
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public String getJobManagerLogUrl(JobId job) {
        return rest.send(JobEndpoints.JOB_MANAGER_LOG_URL.with(job)).url();
    }

    /**
     * Reads where the logs of a task manager that runs a job can be looked at. {@code GET
     * /jobs/:jobid/taskmanagers/:taskmanagerid/log-url}; Flink 1.16 and later.
     *
     * @param job the job
     * @param taskManager the task manager
     * @return the address, mostly of a page for people; Flink does not look whether there is such a
     *     job or task manager
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public String getTaskManagerLogUrl(JobId job, TaskManagerId taskManager) {
        return rest.send(JobEndpoints.TASK_MANAGER_LOG_URL.with(job, taskManager)).url();
    }

    /**
     * Gives access to what is known of a job's rescales. {@code /jobs/:jobid/rescales}; Flink 2.3
     * and later, under the adaptive scheduler.
     *
     * @param job the job
     * @return a handle; asks nothing of the server
     */
    public Rescales getRescales(JobId job) {
        return new Rescales(rest, job);
    }
}
