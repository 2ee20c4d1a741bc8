package dev.flinkrest.applications;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists applications. {@code GET /applications/overview}; Flink 2.3 and later. Immutable and safe
 * for use by many threads.
 *
 * @param applications the applications that the server remembers
 */
public record ApplicationsOverview(
        @JsonProperty("applications") List<ApplicationOverview> applications) {

    /** Copies the list; null becomes empty. */
    public ApplicationsOverview {
        applications = Immutable.list(applications);
    }
}
