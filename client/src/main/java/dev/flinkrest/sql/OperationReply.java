package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.OperationHandle;

/**
 * Holds the handle of what a session was told to do. {@code POST
 * /:version/sessions/:session_handle/statements}. Immutable and safe for use by many threads.
 *
 * @param operationHandle the operation
 */
public record OperationReply(
        @JsonProperty(value = "operationHandle", required = true)
                OperationHandle operationHandle) {}
