package dev.flinkrest.diagnostics;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Describes one profiling of a process. {@code POST /jobmanager/profiler}, {@code GET
 * /jobmanager/profiler} and the same under {@code /taskmanagers/:taskmanagerid}; Flink 1.19 and
 * later. Immutable and safe for use by many threads.
 *
 * @param status how far it is
 * @param mode what is profiled
 * @param triggerTime when it was started, in milliseconds since 1970
 * @param finishedTime when it ended, in milliseconds since 1970; null as long as it has not
 * @param duration how long it was asked to last, in seconds; null if the server does not tell
 * @param message what the profiler said in the end; null as long as it has not ended
 * @param outputFile the name of the file with the result; null as long as there is none
 */
public record ProfilingInfo(
        @JsonProperty("status") ProfilingStatus status,
        @JsonProperty("mode") ProfilingMode mode,
        @JsonProperty("triggerTime") long triggerTime,
        @JsonProperty("finishedTime") @Nullable Long finishedTime,
        @JsonProperty("duration") @Nullable Long duration,
        @JsonProperty("message") @Nullable String message,
        @JsonProperty("outputFile") @Nullable String outputFile) {}
