package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the exceptions of a job. {@code GET /jobs/:jobid/exceptions}. Immutable and safe for use by
 * many threads.
 *
 * @param rootException the stack trace of the newest failure; null if there was none; until Flink
 *     1.20, null from 2.0 on
 * @param timestamp when the newest failure happened, in milliseconds since 1970; null if there was
 *     none; until Flink 1.20, null from 2.0 on
 * @param allExceptions the exceptions of the tasks' current attempts; until Flink 1.20, empty from
 *     2.0 on
 * @param truncated whether {@code all-exceptions} leaves some out; until Flink 1.20, null from 2.0
 *     on
 * @param exceptionHistory the failures so far, in all versions
 */
public record JobExceptions(
        @JsonProperty("root-exception") @Nullable String rootException,
        @JsonProperty("timestamp") @Nullable Long timestamp,
        @JsonProperty("all-exceptions") List<ExecutionExceptionInfo> allExceptions,
        @JsonProperty("truncated") @Nullable Boolean truncated,
        @JsonProperty("exceptionHistory") ExceptionHistory exceptionHistory) {

    /** Copies the list; null becomes empty. */
    public JobExceptions {
        allExceptions = Immutable.list(allExceptions);
    }

    /**
     * Describes the exception of one task; until Flink 1.20. Immutable and safe for use by many
     * threads.
     *
     * @param exception the stack trace as text, causes included
     * @param task the task, with its subtask
     * @param location the host and port of the task manager; {@code (unassigned)} if there was none
     * @param endpoint the host and port of the task manager; null before Flink 1.19
     * @param timestamp when it happened, in milliseconds since 1970
     * @param taskManagerId the task manager; null before Flink 1.17
     */
    public record ExecutionExceptionInfo(
            @JsonProperty("exception") String exception,
            @JsonProperty("task") String task,
            @JsonProperty("location") String location,
            @JsonProperty("endpoint") @Nullable String endpoint,
            @JsonProperty("timestamp") long timestamp,
            @JsonProperty("taskManagerId") @Nullable TaskManagerId taskManagerId) {}

    /**
     * Lists the failures of a job, each with what came along with it. Immutable and safe for use by
     * many threads.
     *
     * @param entries the failures, newest first
     * @param truncated whether older ones are left out
     */
    public record ExceptionHistory(
            @JsonProperty("entries") List<RootExceptionInfo> entries,
            @JsonProperty("truncated") boolean truncated) {

        /** Copies the list; null becomes empty. */
        public ExceptionHistory {
            entries = Immutable.list(entries);
        }
    }
}
