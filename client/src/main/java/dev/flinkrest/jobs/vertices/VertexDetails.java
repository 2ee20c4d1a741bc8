package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes one vertex and the current attempts of its subtasks. {@code GET
 * /jobs/:jobid/vertices/:vertexid}. Immutable and safe for use by many threads.
 *
 * @param id the vertex
 * @param name the vertex's name, made of its operators' names
 * @param parallelism how many subtasks it has
 * @param maxParallelism how many subtasks it can have at most
 * @param now the server's time, in milliseconds since 1970
 * @param subtasks the current attempt of each subtask
 * @param aggregated the numbers of all subtasks, folded; null before Flink 1.16
 */
public record VertexDetails(
        @JsonProperty("id") VertexId id,
        @JsonProperty("name") String name,
        @JsonProperty("parallelism") int parallelism,
        @JsonProperty("maxParallelism") int maxParallelism,
        @JsonProperty("now") long now,
        @JsonProperty("subtasks") List<SubtaskExecutionAttempt> subtasks,
        @JsonProperty("aggregated") @Nullable AggregatedTaskDetails aggregated) {

    /** Copies the list; null becomes empty. */
    public VertexDetails {
        subtasks = Immutable.list(subtasks);
    }
}
