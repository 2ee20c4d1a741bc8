package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.Map;

/**
 * Folds numbers of several subtasks: by number, then by how it was folded ({@code min}, {@code
 * max}, {@code avg}, {@code sum}, {@code median}, {@code p25}, {@code p75}, {@code p95}). {@code
 * GET /jobs/:jobid/vertices/:vertexid}, {@code GET /jobs/:jobid/vertices/:vertexid/taskmanagers},
 * since Flink 1.16. Immutable and safe for use by many threads.
 *
 * @param metrics what was read and written, under the names of {@link IoMetrics}' fields, for
 *     example {@code read-bytes}
 * @param statusDuration how long the subtasks were in each state, in milliseconds, by the name of
 *     the {@link ExecutionState}; states they never were in are absent
 */
public record AggregatedTaskDetails(
        @JsonProperty("metrics") Map<String, Map<String, Long>> metrics,
        @JsonProperty("status-duration") Map<String, Map<String, Long>> statusDuration) {

    /** Copies the maps; null becomes empty. */
    public AggregatedTaskDetails {
        metrics = Immutable.map(metrics);
        statusDuration = Immutable.map(statusDuration);
    }
}
