package dev.flinkrest.applications;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.jobs.JobOverview;
import java.util.List;
import java.util.Map;

/**
 * Describes one application. {@code GET /applications/:applicationid}; Flink 2.3 and later.
 * Immutable and safe for use by many threads.
 *
 * @param id the application
 * @param name its name
 * @param status its state
 * @param startTime when it began, in milliseconds since 1970
 * @param endTime when it ended, in milliseconds since 1970; -1 if not yet
 * @param duration how long it has lasted, in milliseconds
 * @param timestamps when it entered which state, in milliseconds since 1970, by the name of an
 *     {@link ApplicationState}; 0 for a state that it never was in
 * @param jobs its jobs
 */
public record ApplicationDetails(
        @JsonProperty("id") ApplicationId id,
        @JsonProperty("name") String name,
        @JsonProperty("status") ApplicationState status,
        @JsonProperty("start-time") long startTime,
        @JsonProperty("end-time") long endTime,
        @JsonProperty("duration") long duration,
        @JsonProperty("timestamps") Map<String, Long> timestamps,
        @JsonProperty("jobs") List<JobOverview> jobs) {

    /** Copies map and list; null becomes empty. */
    public ApplicationDetails {
        timestamps = Immutable.map(timestamps);
        jobs = Immutable.list(jobs);
    }
}
