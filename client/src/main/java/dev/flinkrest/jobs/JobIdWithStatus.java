package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.JobId;

/**
 * Names a job and its state. {@code GET /jobs}. Immutable and safe for use by many threads.
 *
 * @param id the job
 * @param status the job's state
 */
public record JobIdWithStatus(
        @JsonProperty("id") JobId id, @JsonProperty("status") JobStatus status) {

    /** Takes a state that the server does not tell for unknown. */
    public JobIdWithStatus {
        status = JobStatus.orUnknown(status);
    }
}
