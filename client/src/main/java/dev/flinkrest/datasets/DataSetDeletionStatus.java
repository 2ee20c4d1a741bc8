package dev.flinkrest.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.QueueStatus;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far the deletion of a cluster data set is. {@code GET /datasets/delete/:triggerid}.
 * Immutable and safe for use by many threads.
 *
 * @param status whether it has ended, well or not
 * @param operation how it ended; null as long as it has not
 */
public record DataSetDeletionStatus(
        @JsonProperty(value = "status", required = true) QueueStatus status,
        @JsonProperty("operation") @Nullable Deletion operation) {

    /**
     * Tells how far the operation is.
     *
     * @return whether it has ended, and what it gave or why it failed
     */
    public Operation.Status<Void> outcome() {
        return Operation.Status.of(
                status, null, operation == null ? null : operation.failureCause());
    }

    /**
     * Tells how a deletion ended. Immutable and safe for use by many threads.
     *
     * @param failureCause why it failed; null if it went well
     */
    public record Deletion(
            @JsonProperty("failure-cause") @Nullable SerializedThrowable failureCause) {}
}
