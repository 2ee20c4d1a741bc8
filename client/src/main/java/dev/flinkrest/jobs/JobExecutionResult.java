package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Immutable;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes how a job ended. {@code GET /jobs/:jobid/execution-result}. Immutable and safe for use
 * by many threads.
 *
 * @param id the job
 * @param applicationId the application that the job belongs to; null if it is not known, and before
 *     Flink 2.3
 * @param name the job's name; null before Flink 2.3
 * @param startTime when it was submitted, in milliseconds since 1970; null before Flink 2.3
 * @param endTime when it ended, in milliseconds since 1970; null before Flink 2.3
 * @param applicationStatus how it ended
 * @param accumulatorResults the accumulators' values by name, Java-serialised, in Base64
 * @param netRuntime how long it lasted, in milliseconds
 * @param failureCause why it failed; null unless it failed
 */
public record JobExecutionResult(
        @JsonProperty("id") JobId id,
        @JsonProperty("application-id") @Nullable ApplicationId applicationId,
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("start-time") @Nullable Long startTime,
        @JsonProperty("end-time") @Nullable Long endTime,
        @JsonProperty("application-status") ApplicationStatus applicationStatus,
        @JsonProperty("accumulator-results") Map<String, String> accumulatorResults,
        @JsonProperty("net-runtime") long netRuntime,
        @JsonProperty("failure-cause") @Nullable SerializedThrowable failureCause) {

    /** Copies the map; null becomes empty. */
    public JobExecutionResult {
        accumulatorResults = Immutable.map(accumulatorResults);
    }

    /**
     * Returns an accumulator's value as Java-serialised bytes, which this library never
     * deserialises: they are the server's, and may name any class.
     *
     * @param name the accumulator's name
     * @return a new array; null if there is none of that name
     * @throws IllegalArgumentException if what the server sent is no Base64
     */
    public byte @Nullable [] accumulatorBytes(String name) {
        String base64 = accumulatorResults.get(name);
        return base64 == null ? null : Base64.getDecoder().decode(base64);
    }
}
