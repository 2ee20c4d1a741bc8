package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Tells how far an operation is, or that a session is closed. Immutable and safe for use by many
 * threads.
 *
 * @param status how far
 */
public record StatusReply(@JsonProperty("status") OperationStatus status) {}
