package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Check;

/**
 * Says between which bounds the parallelism of one vertex may be. {@code GET} and {@code PUT
 * /jobs/:jobid/resource-requirements}. Immutable and safe for use by many threads.
 *
 * @param parallelism the bounds
 */
public record VertexResourceRequirements(@JsonProperty("parallelism") Bounds parallelism) {

    /**
     * Makes requirements of two bounds.
     *
     * @param lowerBound with how many subtasks the vertex may run at least
     * @param upperBound with how many it shall run if there are slots enough
     * @return the requirements
     * @throws IllegalArgumentException if the lower bound is less than 1, or the upper one less
     *     than that
     */
    public static VertexResourceRequirements parallelism(int lowerBound, int upperBound) {
        Check.atLeast("lowerBound", lowerBound, 1);
        Check.atLeast("upperBound", upperBound, lowerBound);
        return new VertexResourceRequirements(new Bounds(lowerBound, upperBound));
    }

    /**
     * Bounds a number of subtasks. Immutable and safe for use by many threads.
     *
     * @param lowerBound the least
     * @param upperBound the most
     */
    public record Bounds(
            @JsonProperty("lowerBound") int lowerBound,
            @JsonProperty("upperBound") int upperBound) {}
}
