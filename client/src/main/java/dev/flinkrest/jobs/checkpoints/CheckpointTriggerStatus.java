package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.QueueStatus;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a checkpoint that was asked for is. {@code GET
 * /jobs/:jobid/checkpoints/:triggerid}; Flink 1.17 and later. Immutable and safe for use by many
 * threads.
 *
 * @param status whether it has ended, well or not
 * @param operation how it ended; null as long as it has not
 */
public record CheckpointTriggerStatus(
        @JsonProperty(value = "status", required = true) QueueStatus status,
        @JsonProperty("operation") @Nullable Info operation) {

    /**
     * Tells how far the operation is.
     *
     * @return whether it has ended, and what it gave or why it failed
     */
    public Operation.Status<Long> outcome() {
        return Operation.Status.of(
                status,
                operation == null ? null : operation.checkpointId(),
                operation == null ? null : operation.failureCause());
    }

    /**
     * Tells how a checkpoint that was asked for ended. Immutable and safe for use by many threads.
     *
     * @param checkpointId the checkpoint's id; null if it failed
     * @param failureCause why it failed; null if it went well
     */
    public record Info(
            @JsonProperty("checkpointId") @Nullable Long checkpointId,
            @JsonProperty("failureCause") @Nullable SerializedThrowable failureCause) {}
}
