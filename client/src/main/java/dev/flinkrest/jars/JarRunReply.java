package dev.flinkrest.jars;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.JobId;
import org.jspecify.annotations.Nullable;

/**
 * Names the job that was started. {@code POST /jars/:jarid/run}. Immutable and safe for use by many
 * threads.
 *
 * @param jobid the job
 * @param applicationId the application that the job belongs to; null before Flink 2.3
 */
public record JarRunReply(
        @JsonProperty(value = "jobid", required = true) JobId jobid,
        @JsonProperty("applicationId") @Nullable ApplicationId applicationId) {}
