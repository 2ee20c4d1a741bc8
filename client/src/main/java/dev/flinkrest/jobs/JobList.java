package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists the jobs' ids and states. {@code GET /jobs}. Immutable and safe for use by many threads.
 *
 * @param jobs the jobs, those that have ended included as long as the job manager remembers them
 */
public record JobList(@JsonProperty("jobs") List<JobIdWithStatus> jobs) {

    /** Copies the list; null becomes empty. */
    public JobList {
        jobs = Immutable.list(jobs);
    }
}
