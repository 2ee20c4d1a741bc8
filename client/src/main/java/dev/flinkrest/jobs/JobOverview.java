package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.JobId;
import org.jspecify.annotations.Nullable;

/**
 * Describes one job in short. {@code GET /jobs/overview}. Immutable and safe for use by many
 * threads.
 *
 * @param jid the job
 * @param name the job's name
 * @param jobType the job's kind; null if it is not known, and before Flink 2.3
 * @param schedulerType the scheduler that runs it; null if it is not known, and before Flink 2.3
 * @param startTime when it was submitted, in milliseconds since 1970
 * @param endTime when it ended, in milliseconds since 1970; -1 if not yet
 * @param duration how long it has lasted, in milliseconds
 * @param state the job's state
 * @param lastModification when the state of the job or of a task changed last, in milliseconds
 *     since 1970
 * @param tasks how many tasks are in each state
 * @param pendingOperators how many operators are not in the job's graph yet, under adaptive batch;
 *     null before Flink 2.0
 */
public record JobOverview(
        @JsonProperty("jid") JobId jid,
        @JsonProperty("name") String name,
        @JsonProperty("jobType") @Nullable JobType jobType,
        @JsonProperty("schedulerType") @Nullable SchedulerType schedulerType,
        @JsonProperty("start-time") long startTime,
        @JsonProperty("end-time") long endTime,
        @JsonProperty("duration") long duration,
        @JsonProperty("state") JobStatus state,
        @JsonProperty("last-modification") long lastModification,
        @JsonProperty("tasks") TaskCounts tasks,
        @JsonProperty("pending-operators") @Nullable Integer pendingOperators) {

    /** Takes a state that the server does not tell for unknown. */
    public JobOverview {
        state = JobStatus.orUnknown(state);
    }
}
