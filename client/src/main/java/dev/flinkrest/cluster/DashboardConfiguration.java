package dev.flinkrest.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Describes what the web dashboard is configured with. {@code GET /config}. Immutable and safe for
 * use by many threads.
 *
 * @param refreshInterval how often the dashboard asks, in milliseconds
 * @param timezoneName the server's time zone, as people call it
 * @param timezoneOffset how far the server's time zone is ahead of UTC, in milliseconds
 * @param flinkVersion the server's version, for example {@code 1.20.3}
 * @param flinkRevision the commit that the server was built from, with its date
 * @param features what the dashboard offers
 */
public record DashboardConfiguration(
        @JsonProperty("refresh-interval") long refreshInterval,
        @JsonProperty("timezone-name") String timezoneName,
        @JsonProperty("timezone-offset") int timezoneOffset,
        @JsonProperty("flink-version") String flinkVersion,
        @JsonProperty("flink-revision") String flinkRevision,
        @JsonProperty("features") Features features) {

    /**
     * Tells what the dashboard offers. Immutable and safe for use by many threads.
     *
     * @param webSubmit whether jars can be uploaded and run
     * @param webCancel whether it has a button to cancel a job; null before Flink 1.14
     * @param webRescale whether it has buttons to rescale a job; null before Flink 1.18
     * @param webHistory whether this is a history server; null before Flink 1.16
     */
    public record Features(
            @JsonProperty("web-submit") boolean webSubmit,
            @JsonProperty("web-cancel") @Nullable Boolean webCancel,
            @JsonProperty("web-rescale") @Nullable Boolean webRescale,
            @JsonProperty("web-history") @Nullable Boolean webHistory) {}
}
