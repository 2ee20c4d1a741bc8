package dev.flinkrest.jobs;

import dev.flinkrest.diagnostics.ConfigurationEntry;
import dev.flinkrest.diagnostics.EnvironmentInfo;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.plan.JobPlanReply;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.HttpMethod;
import dev.flinkrest.rest.TriggerReply;
import java.util.List;

/** Rows under {@code /jobs} and {@code /jobs/:jobid}, and {@code /savepoint-disposal}. */
public final class JobEndpoints {
    /** Lists the jobs' ids and statuses. */
    public static final Endpoint<JobList> ALL = Endpoint.get("/jobs", JobList.class);

    /** Lists the jobs with name, times and tasks. */
    public static final Endpoint<JobsOverview> OVERVIEW =
            Endpoint.get("/jobs/overview", JobsOverview.class);

    /** Reads metrics aggregated over jobs, or lists their names. */
    public static final Endpoint<List<AggregatedMetric>> AGGREGATED_METRICS =
            Endpoint.getList("/jobs/metrics", AggregatedMetric.class);

    /** Reads one job. */
    public static final Endpoint<JobDetails> DETAILS =
            Endpoint.get("/jobs/:jobid", JobDetails.class);

    /** Cancels a job. */
    public static final Endpoint<Void> TERMINATE =
            Endpoint.of(HttpMethod.PATCH, "/jobs/:jobid", Void.class);

    /** Reads a job's configuration. */
    public static final Endpoint<JobConfig> CONFIG =
            Endpoint.get("/jobs/:jobid/config", JobConfig.class);

    /** Reads what failed in a job. */
    public static final Endpoint<JobExceptions> EXCEPTIONS =
            Endpoint.get("/jobs/:jobid/exceptions", JobExceptions.class);

    /** Reads how a job ended. */
    public static final Endpoint<JobExecutionResultReply> EXECUTION_RESULT =
            Endpoint.get("/jobs/:jobid/execution-result", JobExecutionResultReply.class);

    /** Reads metrics of one job, or lists their names. */
    public static final Endpoint<List<Metric>> METRICS =
            Endpoint.getList("/jobs/:jobid/metrics", Metric.class);

    /** Reads a job's plan. */
    public static final Endpoint<JobPlanReply> PLAN =
            Endpoint.get("/jobs/:jobid/plan", JobPlanReply.class);

    /** Reads a job's accumulators. */
    public static final Endpoint<JobAccumulators> ACCUMULATORS =
            Endpoint.get("/jobs/:jobid/accumulators", JobAccumulators.class);

    /** Reads a job's state. */
    public static final Endpoint<JobStatusInfo> STATUS =
            Endpoint.get("/jobs/:jobid/status", JobStatusInfo.class)
                    .since(FlinkVersion.V1_16, "Read the job's details instead");

    /** Reads the configuration of the job manager that runs a job. */
    public static final Endpoint<List<ConfigurationEntry>> JOB_MANAGER_CONFIG =
            Endpoint.getList("/jobs/:jobid/jobmanager/config", ConfigurationEntry.class)
                    .since(FlinkVersion.V1_16, "Read the cluster's GET /jobmanager/config instead");

    /** Describes what the job manager that runs a job runs in. */
    public static final Endpoint<EnvironmentInfo> JOB_MANAGER_ENVIRONMENT =
            Endpoint.get("/jobs/:jobid/jobmanager/environment", EnvironmentInfo.class)
                    .since(FlinkVersion.V1_16);

    /** Tells where the logs of the job manager that runs a job can be looked at. */
    public static final Endpoint<LogUrl> JOB_MANAGER_LOG_URL =
            Endpoint.get("/jobs/:jobid/jobmanager/log-url", LogUrl.class).since(FlinkVersion.V1_16);

    /** Tells where the logs of a task manager that runs a job can be looked at. */
    public static final Endpoint<LogUrl> TASK_MANAGER_LOG_URL =
            Endpoint.get("/jobs/:jobid/taskmanagers/:taskmanagerid/log-url", LogUrl.class)
                    .since(FlinkVersion.V1_16);

    /** Would rescale a job; every version of Flink answers 503. See {@link Jobs#rescale}. */
    public static final Endpoint<TriggerReply> RESCALING =
            Endpoint.of(HttpMethod.PATCH, "/jobs/:jobid/rescaling", TriggerReply.class);

    /** Reads the bounds of each vertex's parallelism. */
    public static final Endpoint<JobResourceRequirements> RESOURCE_REQUIREMENTS =
            Endpoint.get("/jobs/:jobid/resource-requirements", JobResourceRequirements.class)
                    .since(FlinkVersion.V1_18);

    /** Sets the bounds of each vertex's parallelism. */
    public static final Endpoint<Void> UPDATE_RESOURCE_REQUIREMENTS =
            Endpoint.of(HttpMethod.PUT, "/jobs/:jobid/resource-requirements", Void.class)
                    .since(FlinkVersion.V1_18, Rescaling.INSTEAD);

    /** Triggers a savepoint. */
    public static final Endpoint<TriggerReply> SAVEPOINT =
            Endpoint.of(HttpMethod.POST, "/jobs/:jobid/savepoints", TriggerReply.class);

    /** Tells how far a savepoint, or stopping with one, is. */
    public static final Endpoint<SavepointStatus> SAVEPOINT_STATUS =
            Endpoint.get("/jobs/:jobid/savepoints/:triggerid", SavepointStatus.class);

    /** Triggers stopping a job with a savepoint. */
    public static final Endpoint<TriggerReply> STOP =
            Endpoint.of(HttpMethod.POST, "/jobs/:jobid/stop", TriggerReply.class);

    /** Triggers deleting a savepoint. */
    public static final Endpoint<TriggerReply> SAVEPOINT_DISPOSAL =
            Endpoint.of(HttpMethod.POST, "/savepoint-disposal", TriggerReply.class);

    /** Tells how far deleting a savepoint is. */
    public static final Endpoint<SavepointDisposalStatus> SAVEPOINT_DISPOSAL_STATUS =
            Endpoint.get("/savepoint-disposal/:triggerid", SavepointDisposalStatus.class);

    private JobEndpoints() {}
}
