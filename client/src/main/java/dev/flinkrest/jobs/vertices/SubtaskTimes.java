package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells when each subtask of a vertex came into which state. {@code GET
 * /jobs/:jobid/vertices/:vertexid/subtasktimes}. Immutable and safe for use by many threads.
 *
 * @param id the vertex
 * @param name the vertex's name
 * @param now the server's time, in milliseconds since 1970
 * @param subtasks the times of its subtasks
 */
public record SubtaskTimes(
        @JsonProperty("id") VertexId id,
        @JsonProperty("name") String name,
        @JsonProperty("now") long now,
        @JsonProperty("subtasks") List<Subtask> subtasks) {

    /** Copies the list; null becomes empty. */
    public SubtaskTimes {
        subtasks = Immutable.list(subtasks);
    }

    /**
     * Tells when one subtask came into which state. Immutable and safe for use by many threads.
     *
     * @param subtask the subtask's index, counted from 0
     * @param host the host and port of the task manager; until Flink 1.20, null from 2.0 on, which
     *     has {@code endpoint}
     * @param endpoint the host and port of the task manager, for example {@code localhost:35413};
     *     {@code (unassigned)} if there is none yet; null before Flink 1.19
     * @param duration how long it has lasted, in milliseconds; -1 if it has not begun
     * @param timestamps when it came into each state, in milliseconds since 1970; 0 for a state it
     *     never was in
     */
    public record Subtask(
            @JsonProperty("subtask") int subtask,
            @JsonProperty("host") @Nullable String host,
            @JsonProperty("endpoint") @Nullable String endpoint,
            @JsonProperty("duration") long duration,
            @JsonProperty("timestamps") Map<ExecutionState, Long> timestamps) {

        /** Copies the map; null becomes empty. */
        public Subtask {
            timestamps = Immutable.map(timestamps);
        }
    }
}
