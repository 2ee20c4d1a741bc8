package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes one attempt at executing one subtask. {@code GET /jobs/:jobid/vertices/:vertexid},
 * {@code GET /jobs/:jobid/vertices/:vertexid/subtasks/:subtaskindex} and {@code
 * …/attempts/:attempt}. Immutable and safe for use by many threads.
 *
 * @param subtask the subtask's index, counted from 0
 * @param status the attempt's state
 * @param attempt the attempt's number, counted from 0
 * @param host the host and port of the task manager; until Flink 1.20, null from 2.0 on, which has
 *     {@code endpoint}
 * @param endpoint the host and port of the task manager, for example {@code localhost:35413};
 *     {@code (unassigned)} if there is none yet; null before Flink 1.19
 * @param startTime when it was deployed, in milliseconds since 1970; -1 if not yet
 * @param endTime when it ended, in milliseconds since 1970; -1 if not yet
 * @param duration how long it has lasted, in milliseconds; -1 if it has not begun
 * @param metrics what it read and wrote
 * @param taskmanagerId the task manager; {@code (unassigned)} if there is none yet; null if the
 *     server did not say
 * @param statusDuration how long it was in each state, in milliseconds; states it never was in may
 *     be absent; empty before Flink 1.16
 * @param otherConcurrentAttempts attempts at the same subtask that run beside this one, under
 *     speculative execution; most often empty, and empty before Flink 1.16
 */
public record SubtaskExecutionAttempt(
        @JsonProperty("subtask") int subtask,
        @JsonProperty("status") ExecutionState status,
        @JsonProperty("attempt") int attempt,
        @JsonProperty("host") @Nullable String host,
        @JsonProperty("endpoint") @Nullable String endpoint,
        @JsonProperty("start-time") long startTime,
        @JsonProperty("end-time") long endTime,
        @JsonProperty("duration") long duration,
        @JsonProperty("metrics") IoMetrics metrics,
        @JsonProperty("taskmanager-id") @Nullable TaskManagerId taskmanagerId,
        @JsonProperty("status-duration") Map<ExecutionState, Long> statusDuration,
        @JsonProperty("other-concurrent-attempts")
                List<SubtaskExecutionAttempt> otherConcurrentAttempts) {

    /** Copies the list and the map; null becomes empty. */
    public SubtaskExecutionAttempt {
        statusDuration = Immutable.map(statusDuration);
        otherConcurrentAttempts = Immutable.list(otherConcurrentAttempts);
    }
}
