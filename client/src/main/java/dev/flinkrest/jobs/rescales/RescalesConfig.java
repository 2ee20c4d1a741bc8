package dev.flinkrest.jobs.rescales;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Says when the adaptive scheduler rescales a job. {@code GET /jobs/:jobid/rescales/config}; Flink
 * 2.3 and later. Each component is null if the server does not tell. Immutable and safe for use by
 * many threads.
 *
 * @param rescaleHistoryMax how many rescales the server remembers
 * @param schedulerExecutionMode {@code REACTIVE} if the job takes all slots there are; null
 *     otherwise
 * @param submissionResourceWaitTimeout how long a new job waits for slots, in milliseconds
 * @param submissionResourceStabilizationTimeout how long a new job waits for more slots once there
 *     are enough, in milliseconds
 * @param slotIdleTimeout how long an unused slot is kept, in milliseconds
 * @param executingCooldownTimeout how long a job runs at least between two rescales, in
 *     milliseconds
 * @param executingResourceStabilizationTimeout how long a running job waits for more slots once
 *     there are enough for a rescale, in milliseconds
 * @param maximumDelayForTriggeringRescale how long a rescale waits at most for a checkpoint, in
 *     milliseconds
 * @param rescaleOnFailedCheckpointCount after how many failed checkpoints a rescale no longer waits
 *     for one
 */
public record RescalesConfig(
        @JsonProperty("rescaleHistoryMax") @Nullable Integer rescaleHistoryMax,
        @JsonProperty("schedulerExecutionMode") @Nullable String schedulerExecutionMode,
        @JsonProperty("submissionResourceWaitTimeoutInMillis")
                @Nullable Long submissionResourceWaitTimeout,
        @JsonProperty("submissionResourceStabilizationTimeoutInMillis")
                @Nullable Long submissionResourceStabilizationTimeout,
        @JsonProperty("slotIdleTimeoutInMillis") @Nullable Long slotIdleTimeout,
        @JsonProperty("executingCooldownTimeoutInMillis") @Nullable Long executingCooldownTimeout,
        @JsonProperty("executingResourceStabilizationTimeoutInMillis")
                @Nullable Long executingResourceStabilizationTimeout,
        @JsonProperty("maximumDelayForTriggeringRescaleInMillis")
                @Nullable Long maximumDelayForTriggeringRescale,
        @JsonProperty("rescaleOnFailedCheckpointCount")
                @Nullable Integer rescaleOnFailedCheckpointCount) {}
