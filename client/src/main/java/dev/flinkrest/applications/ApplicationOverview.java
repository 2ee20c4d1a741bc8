package dev.flinkrest.applications;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.internal.util.Immutable;
import java.util.Map;

/**
 * Describes one application in short. {@code GET /applications/overview}; Flink 2.3 and later.
 * Immutable and safe for use by many threads.
 *
 * @param id the application
 * @param name its name
 * @param startTime when it began, in milliseconds since 1970
 * @param endTime when it ended, in milliseconds since 1970; -1 if not yet
 * @param duration how long it has lasted, in milliseconds
 * @param status its state
 * @param jobs how many of its jobs are in each state, by the name of a {@link
 *     dev.flinkrest.jobs.JobStatus}; states of no job are absent
 */
public record ApplicationOverview(
        @JsonProperty("id") ApplicationId id,
        @JsonProperty("name") String name,
        @JsonProperty("start-time") long startTime,
        @JsonProperty("end-time") long endTime,
        @JsonProperty("duration") long duration,
        @JsonProperty("status") ApplicationState status,
        @JsonProperty("jobs") Map<String, Integer> jobs) {

    /** Copies the map; null becomes empty. */
    public ApplicationOverview {
        jobs = Immutable.map(jobs);
    }
}
