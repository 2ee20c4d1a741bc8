package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Describes all jobs in short. {@code GET /jobs/overview}. Immutable and safe for use by many
 * threads.
 *
 * @param jobs the jobs, those that have ended included as long as the job manager remembers them
 */
public record JobsOverview(@JsonProperty("jobs") List<JobOverview> jobs) {

    /** Copies the list; null becomes empty. */
    public JobsOverview {
        jobs = Immutable.list(jobs);
    }
}
