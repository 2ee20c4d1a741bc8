package dev.flinkrest.jobs.rescales;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rescales of a job, and shows the latest ones. {@code GET
 * /jobs/:jobid/rescales/overview}; Flink 2.3 and later. Immutable and safe for use by many threads.
 *
 * @param rescalesCounts how many there were
 * @param latest the latest of each outcome
 */
public record RescalesOverview(
        @JsonProperty("rescalesCounts") RescalesCounts rescalesCounts,
        @JsonProperty("latest") Latest latest) {

    /**
     * Holds the latest rescale of each outcome. Immutable and safe for use by many threads.
     *
     * @param completed the latest that went well; null if there is none
     * @param failed the latest that failed; null if there is none
     * @param ignored the latest that changed nothing; null if there is none
     */
    public record Latest(
            @JsonProperty("completed") @Nullable Rescale completed,
            @JsonProperty("failed") @Nullable Rescale failed,
            @JsonProperty("ignored") @Nullable Rescale ignored) {}
}
