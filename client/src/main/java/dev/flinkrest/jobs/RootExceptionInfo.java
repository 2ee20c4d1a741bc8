package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes an exception that made a job fail or restart. {@code GET /jobs/:jobid/exceptions}.
 * Immutable and safe for use by many threads.
 *
 * @param exceptionName the exception's class
 * @param stacktrace the stack trace as text, causes included
 * @param timestamp when it happened, in milliseconds since 1970
 * @param failureLabels what the cluster's failure enrichers say about it; empty before Flink 1.18
 * @param taskName the task, with subtask and attempt; null if the failure is not one of a task
 * @param endpoint the host and port of the task manager; null if the failure is not one of a task,
 *     and before Flink 1.19
 * @param location the host and port of the task manager; null if the failure is not one of a task;
 *     until Flink 1.20, null from 2.0 on, which has {@code endpoint}
 * @param taskManagerId the task manager; null if the failure is not one of a task, and before Flink
 *     1.17
 * @param concurrentExceptions the exceptions that came along with it, in other tasks
 */
public record RootExceptionInfo(
        @JsonProperty("exceptionName") String exceptionName,
        @JsonProperty("stacktrace") String stacktrace,
        @JsonProperty("timestamp") long timestamp,
        @JsonProperty("failureLabels") Map<String, String> failureLabels,
        @JsonProperty("taskName") @Nullable String taskName,
        @JsonProperty("endpoint") @Nullable String endpoint,
        @JsonProperty("location") @Nullable String location,
        @JsonProperty("taskManagerId") @Nullable TaskManagerId taskManagerId,
        @JsonProperty("concurrentExceptions") List<ExceptionInfo> concurrentExceptions) {

    /** Copies the list and the map; null becomes empty. */
    public RootExceptionInfo {
        failureLabels = Immutable.map(failureLabels);
        concurrentExceptions = Immutable.list(concurrentExceptions);
    }
}
