package dev.flinkrest.jobs.rescales;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Counts the rescales of a job by outcome. {@code GET /jobs/:jobid/rescales/overview}, {@code GET
 * /jobs/:jobid/rescales/summary}. Immutable and safe for use by many threads.
 *
 * @param ignored how many changed nothing
 * @param inProgress how many go on
 * @param completed how many went well
 * @param failed how many failed
 */
public record RescalesCounts(
        @JsonProperty("ignored") long ignored,
        @JsonProperty("inProgress") long inProgress,
        @JsonProperty("completed") long completed,
        @JsonProperty("failed") long failed) {}
