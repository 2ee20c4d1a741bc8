package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.QueueStatus;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far deleting a savepoint is. {@code GET /savepoint-disposal/:triggerid}. Immutable and
 * safe for use by many threads.
 *
 * @param status whether it has ended, well or not
 * @param operation how it ended; null as long as it has not
 */
public record SavepointDisposalStatus(
        @JsonProperty(value = "status", required = true) QueueStatus status,
        @JsonProperty("operation") @Nullable Info operation) {

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
     * Tells how deleting a savepoint ended. Immutable and safe for use by many threads.
     *
     * @param failureCause why it failed; null if it went well
     */
    public record Info(@JsonProperty("failure-cause") @Nullable SerializedThrowable failureCause) {}
}
