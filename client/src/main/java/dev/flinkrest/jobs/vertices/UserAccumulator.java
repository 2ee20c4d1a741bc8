package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Describes one accumulator of the user's code. {@code GET /jobs/:jobid/accumulators}, {@code GET
 * /jobs/:jobid/vertices/:vertexid/accumulators} and the like. Immutable and safe for use by many
 * threads.
 *
 * @param name the accumulator's name
 * @param type the accumulator's class without its package, for example {@code IntCounter}
 * @param value the value as text
 */
public record UserAccumulator(
        @JsonProperty("name") String name,
        @JsonProperty("type") String type,
        @JsonProperty("value") String value) {}
