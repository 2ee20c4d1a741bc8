package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.jobs.vertices.ExecutionState;
import dev.flinkrest.jobs.vertices.IoMetrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes one vertex of a job in short. {@code GET /jobs/:jobid}. Immutable and safe for use by
 * many threads.
 *
 * @param id the vertex
 * @param slotSharingGroupId the group of vertices that may share slots, 32 hexadecimal digits; null
 *     before Flink 1.20
 * @param name the vertex's name, made of its operators' names
 * @param maxParallelism how many subtasks it can have at most
 * @param parallelism how many subtasks it has
 * @param status the state of its subtasks as a whole
 * @param startTime when the first subtask was deployed, in milliseconds since 1970; -1 if not yet
 * @param endTime when the last subtask ended, in milliseconds since 1970; -1 if not yet
 * @param duration how long it has lasted, in milliseconds; -1 if it has not begun
 * @param tasks how many subtasks are in each state
 * @param metrics what its subtasks read and wrote
 */
public record JobVertexSummary(
        @JsonProperty("id") VertexId id,
        @JsonProperty("slotSharingGroupId") @Nullable String slotSharingGroupId,
        @JsonProperty("name") String name,
        @JsonProperty("maxParallelism") int maxParallelism,
        @JsonProperty("parallelism") int parallelism,
        @JsonProperty("status") ExecutionState status,
        @JsonProperty("start-time") long startTime,
        @JsonProperty("end-time") long endTime,
        @JsonProperty("duration") long duration,
        @JsonProperty("tasks") Map<ExecutionState, Integer> tasks,
        @JsonProperty("metrics") IoMetrics metrics) {

    /** Copies the map; null becomes empty. */
    public JobVertexSummary {
        tasks = Immutable.map(tasks);
    }

    /** Counts the tasks that run, or ran to their end. */
    int runningTasks() {
        return tasks.getOrDefault(ExecutionState.RUNNING, 0)
                + tasks.getOrDefault(ExecutionState.FINISHED, 0);
    }
}
