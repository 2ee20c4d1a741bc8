package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.jobs.vertices.ExecutionState;
import dev.flinkrest.plan.JobPlan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes one job. {@code GET /jobs/:jobid}. Immutable and safe for use by many threads.
 *
 * @param jid the job
 * @param applicationId the application that the job belongs to; null before Flink 2.3
 * @param name the job's name
 * @param isStoppable always false: stopping is by savepoint since long
 * @param state the job's state
 * @param jobType the job's kind; null if it is not known, and before Flink 1.20
 * @param schedulerType the scheduler that runs it; null if it is not known, and before Flink 2.3
 * @param startTime when it was submitted, in milliseconds since 1970
 * @param endTime when it ended, in milliseconds since 1970; -1 if not yet
 * @param duration how long it has lasted, in milliseconds
 * @param maxParallelism how many subtasks its vertices can have at most; -1 if the job does not set
 *     it
 * @param now the server's time, in milliseconds since 1970
 * @param timestamps when it came into each state last, in milliseconds since 1970; 0 for a state it
 *     never was in
 * @param vertices the vertices from sources to sinks; empty while the job initialises
 * @param statusCounts how many vertices are in each state
 * @param plan the graph; null if the server has none
 * @param streamGraph the graph before operators are chained, in Flink's free form; null if there is
 *     none, and before Flink 2.0
 * @param pendingOperators how many operators are not in the job's graph yet, under adaptive batch;
 *     null before Flink 2.0
 */
public record JobDetails(
        @JsonProperty("jid") JobId jid,
        @JsonProperty("application-id") @Nullable ApplicationId applicationId,
        @JsonProperty("name") String name,
        @JsonProperty("isStoppable") boolean isStoppable,
        @JsonProperty("state") JobStatus state,
        @JsonProperty("job-type") @Nullable JobType jobType,
        @JsonProperty("schedulerType") @Nullable SchedulerType schedulerType,
        @JsonProperty("start-time") long startTime,
        @JsonProperty("end-time") long endTime,
        @JsonProperty("duration") long duration,
        @JsonProperty("maxParallelism") long maxParallelism,
        @JsonProperty("now") long now,
        @JsonProperty("timestamps") Map<JobStatus, Long> timestamps,
        @JsonProperty("vertices") List<JobVertexSummary> vertices,
        @JsonProperty("status-counts") Map<ExecutionState, Integer> statusCounts,
        @JsonProperty("plan") @Nullable JobPlan plan,
        @JsonProperty("stream-graph") @Nullable JsonNode streamGraph,
        @JsonProperty("pending-operators") @Nullable Integer pendingOperators) {

    /** Copies the list and the maps; null becomes empty. */
    public JobDetails {
        state = JobStatus.orUnknown(state);
        timestamps = Immutable.map(timestamps);
        vertices = Immutable.list(vertices);
        statusCounts = Immutable.map(statusCounts);
    }

    /**
     * Tells whether every task runs, or ran to its end while others run. States do not tell: Flink
     * calls a job running before any task is deployed, and a vertex when one of its tasks runs.
     */
    boolean allTasksRun() {
        return state == JobStatus.RUNNING
                && !vertices.isEmpty()
                && vertices.stream()
                        .allMatch(vertex -> vertex.runningTasks() == vertex.parallelism());
    }
}
