package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.QueueStatus;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a savepoint is, one that stops the job included. {@code GET
 * /jobs/:jobid/savepoints/:triggerid}. Immutable and safe for use by many threads.
 *
 * @param status whether it has ended, well or not
 * @param operation the savepoint; null as long as it has not ended
 */
public record SavepointStatus(
        @JsonProperty(value = "status", required = true) QueueStatus status,
        @JsonProperty("operation") @Nullable SavepointInfo operation) {
    /**
     * Tells how far the operation is.
     *
     * @return whether it has ended, and what it gave or why it failed
     */
    public Operation.Status<SavepointInfo> outcome() {
        return Operation.Status.of(
                status, operation, operation == null ? null : operation.failureCause());
    }
}
