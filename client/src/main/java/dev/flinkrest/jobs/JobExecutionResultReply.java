package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.rest.QueueStatus;
import org.jspecify.annotations.Nullable;

/**
 * Holds how a job ended, once it has. {@code GET /jobs/:jobid/execution-result}. Immutable and safe
 * for use by many threads.
 *
 * @param status whether it has ended
 * @param jobExecutionResult how it ended; null as long as it has not
 */
public record JobExecutionResultReply(
        @JsonProperty(value = "status", required = true) QueueStatus status,
        @JsonProperty("job-execution-result") @Nullable JobExecutionResult jobExecutionResult) {}
