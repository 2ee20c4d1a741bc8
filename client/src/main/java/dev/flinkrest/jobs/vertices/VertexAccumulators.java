package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists the accumulators of a vertex, folded over its subtasks. {@code GET
 * /jobs/:jobid/vertices/:vertexid/accumulators}. Immutable and safe for use by many threads.
 *
 * @param id the vertex
 * @param userAccumulators the accumulators of the user's code
 */
public record VertexAccumulators(
        @JsonProperty("id") VertexId id,
        @JsonProperty("user-accumulators") List<UserAccumulator> userAccumulators) {

    /** Copies the list; null becomes empty. */
    public VertexAccumulators {
        userAccumulators = Immutable.list(userAccumulators);
    }
}
