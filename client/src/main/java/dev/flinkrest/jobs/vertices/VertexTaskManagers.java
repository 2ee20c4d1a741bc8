package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes a vertex by the task managers that run its subtasks. {@code GET
 * /jobs/:jobid/vertices/:vertexid/taskmanagers}. Immutable and safe for use by many threads.
 *
 * @param id the vertex
 * @param name the vertex's name
 * @param now the server's time, in milliseconds since 1970
 * @param taskmanagers the task managers
 */
public record VertexTaskManagers(
        @JsonProperty("id") VertexId id,
        @JsonProperty("name") String name,
        @JsonProperty("now") long now,
        @JsonProperty("taskmanagers") List<TaskManager> taskmanagers) {

    /** Copies the list; null becomes empty. */
    public VertexTaskManagers {
        taskmanagers = Immutable.list(taskmanagers);
    }

    /**
     * Describes the subtasks of a vertex that one task manager runs. Immutable and safe for use by
     * many threads.
     *
     * @param host the host and port of the task manager; until Flink 1.20, null from 2.0 on, which
     *     has {@code endpoint}
     * @param endpoint the host and port of the task manager, for example {@code localhost:35413};
     *     {@code (unassigned)} if there is none yet; null before Flink 1.19
     * @param status the state of the subtasks as a whole
     * @param startTime when the first of them was deployed, in milliseconds since 1970; -1 if not
     *     yet
     * @param endTime when the last of them ended, in milliseconds since 1970; -1 if not yet
     * @param duration how long they have lasted, in milliseconds; -1 if they have not begun
     * @param metrics what they read and wrote
     * @param statusCounts how many of them are in each state
     * @param taskmanagerId the task manager; {@code (unassigned)} if there is none yet; null if the
     *     server did not say
     * @param aggregated their numbers, folded; null before Flink 1.16
     */
    public record TaskManager(
            @JsonProperty("host") @Nullable String host,
            @JsonProperty("endpoint") @Nullable String endpoint,
            @JsonProperty("status") ExecutionState status,
            @JsonProperty("start-time") long startTime,
            @JsonProperty("end-time") long endTime,
            @JsonProperty("duration") long duration,
            @JsonProperty("metrics") IoMetrics metrics,
            @JsonProperty("status-counts") Map<ExecutionState, Integer> statusCounts,
            @JsonProperty("taskmanager-id") @Nullable TaskManagerId taskmanagerId,
            @JsonProperty("aggregated") @Nullable AggregatedTaskDetails aggregated) {

        /** Copies the map; null becomes empty. */
        public TaskManager {
            statusCounts = Immutable.map(statusCounts);
        }
    }
}
