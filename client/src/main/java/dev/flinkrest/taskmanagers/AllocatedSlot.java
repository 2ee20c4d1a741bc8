package dev.flinkrest.taskmanagers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cluster.ResourceProfile;
import dev.flinkrest.id.JobId;
import org.jspecify.annotations.Nullable;

/**
 * Describes one slot that a job has. {@code GET /taskmanagers/:taskmanagerid}. Immutable and safe
 * for use by many threads.
 *
 * @param jobId the job
 * @param resource what the slot has
 * @param assignedTasks how many tasks run in it; null before Flink 2.3
 */
public record AllocatedSlot(
        @JsonProperty("jobId") JobId jobId,
        @JsonProperty("resource") ResourceProfile resource,
        @JsonProperty("assignedTasks") @Nullable Integer assignedTasks) {}
