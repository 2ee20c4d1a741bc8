package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Counts the tasks of a job by state. {@code GET /jobs/overview}. Immutable and safe for use by
 * many threads.
 *
 * @param total how many there are
 * @param created how many are {@link dev.flinkrest.jobs.vertices.ExecutionState#CREATED}
 * @param scheduled how many are {@link dev.flinkrest.jobs.vertices.ExecutionState#SCHEDULED}
 * @param deploying how many are {@link dev.flinkrest.jobs.vertices.ExecutionState#DEPLOYING}
 * @param running how many are {@link dev.flinkrest.jobs.vertices.ExecutionState#RUNNING}
 * @param finished how many are {@link dev.flinkrest.jobs.vertices.ExecutionState#FINISHED}
 * @param canceling how many are {@link dev.flinkrest.jobs.vertices.ExecutionState#CANCELING}
 * @param canceled how many are {@link dev.flinkrest.jobs.vertices.ExecutionState#CANCELED}
 * @param failed how many are {@link dev.flinkrest.jobs.vertices.ExecutionState#FAILED}
 * @param reconciling how many are {@link dev.flinkrest.jobs.vertices.ExecutionState#RECONCILING}
 * @param initializing how many are {@link dev.flinkrest.jobs.vertices.ExecutionState#INITIALIZING}
 */
public record TaskCounts(
        @JsonProperty("total") int total,
        @JsonProperty("created") int created,
        @JsonProperty("scheduled") int scheduled,
        @JsonProperty("deploying") int deploying,
        @JsonProperty("running") int running,
        @JsonProperty("finished") int finished,
        @JsonProperty("canceling") int canceling,
        @JsonProperty("canceled") int canceled,
        @JsonProperty("failed") int failed,
        @JsonProperty("reconciling") int reconciling,
        @JsonProperty("initializing") int initializing) {}
