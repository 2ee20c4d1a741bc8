package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.error.SerializedThrowable;
import org.jspecify.annotations.Nullable;

/**
 * Describes a savepoint that was taken, or why it was not. {@code GET
 * /jobs/:jobid/savepoints/:triggerid}. Immutable and safe for use by many threads.
 *
 * @param location where the savepoint is, for example {@code
 *     s3://bucket/savepoint-02b969-1e2d3c4b5a69}; null if it failed
 * @param failureCause why it failed; null if it went well
 */
public record SavepointInfo(
        @JsonProperty("location") @Nullable String location,
        @JsonProperty("failure-cause") @Nullable SerializedThrowable failureCause) {}
