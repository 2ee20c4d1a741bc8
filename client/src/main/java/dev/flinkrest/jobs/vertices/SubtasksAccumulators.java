package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the accumulators of each subtask of a vertex. {@code GET
 * /jobs/:jobid/vertices/:vertexid/subtasks/accumulators}. Immutable and safe for use by many
 * threads.
 *
 * @param id the vertex
 * @param parallelism how many subtasks it has
 * @param subtasks the subtasks
 */
public record SubtasksAccumulators(
        @JsonProperty("id") VertexId id,
        @JsonProperty("parallelism") int parallelism,
        @JsonProperty("subtasks") List<Subtask> subtasks) {

    /** Copies the list; null becomes empty. */
    public SubtasksAccumulators {
        subtasks = Immutable.list(subtasks);
    }

    /**
     * Lists the accumulators of one subtask. Immutable and safe for use by many threads.
     *
     * @param subtask the subtask's index, counted from 0
     * @param attempt the attempt's number, counted from 0
     * @param host the host of the task manager, without a port; until Flink 1.20, null from 2.0 on,
     *     which has {@code endpoint}
     * @param endpoint the host and port of the task manager, for example {@code localhost:35413};
     *     {@code (unassigned)} if there is none yet; null before Flink 1.19
     * @param userAccumulators the accumulators of the user's code
     */
    public record Subtask(
            @JsonProperty("subtask") int subtask,
            @JsonProperty("attempt") int attempt,
            @JsonProperty("host") @Nullable String host,
            @JsonProperty("endpoint") @Nullable String endpoint,
            @JsonProperty("user-accumulators") List<UserAccumulator> userAccumulators) {

        /** Copies the list; null becomes empty. */
        public Subtask {
            userAccumulators = Immutable.list(userAccumulators);
        }
    }
}
