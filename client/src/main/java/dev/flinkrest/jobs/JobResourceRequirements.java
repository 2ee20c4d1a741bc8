package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.Map;

/**
 * Says between which bounds the parallelism of each vertex of a job may be. {@code GET} and {@code
 * PUT /jobs/:jobid/resource-requirements}; Flink 1.18 and later. Immutable and safe for use by many
 * threads.
 *
 * @param vertices the bounds by vertex
 */
public record JobResourceRequirements(
        @JsonValue Map<VertexId, VertexResourceRequirements> vertices) {

    /** Copies the map; null becomes empty. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobResourceRequirements {
        vertices = Immutable.map(vertices);
    }
}
