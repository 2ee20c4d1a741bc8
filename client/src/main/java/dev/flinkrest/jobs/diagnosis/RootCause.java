package dev.flinkrest.jobs.diagnosis;

import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds that the job failed: what the newest failure goes back to, and where it happened. Reported
 * if the job has failed or does not run, and else if the failure is no older than an hour.
 * Immutable and safe for use by many threads.
 *
 * @param severity critical, unless the job runs again or has ended as it should
 * @param exceptionName the class of the innermost cause; null if the stack trace does not tell
 * @param message the first line of the innermost cause's message; empty if it has none
 * @param stacktrace the stack trace as text, causes included
 * @param timestamp when it happened, in milliseconds since 1970
 * @param failureLabels what the cluster's failure enrichers say about it; empty before Flink 1.18
 * @param taskName the task, with subtask and mostly attempt, as Flink writes it; null if the
 *     failure is not one of a task
 * @param vertex the vertex of the task; null if the failure is not one of a task, or several
 *     vertices have that name
 * @param subtask the index of the subtask, counted from 0; null if the failure is not one of a task
 * @param endpoint the host and port of the task manager; null if the failure is not one of a task
 * @param taskManagerId the task manager; null if the failure is not one of a task, and before Flink
 *     1.17
 */
public record RootCause(
        Severity severity,
        @Nullable String exceptionName,
        String message,
        String stacktrace,
        long timestamp,
        Map<String, String> failureLabels,
        @Nullable String taskName,
        @Nullable VertexId vertex,
        @Nullable Integer subtask,
        @Nullable String endpoint,
        @Nullable TaskManagerId taskManagerId)
        implements Finding {

    /** Copies the map. */
    public RootCause {
        failureLabels = Immutable.map(failureLabels);
    }

    @Override
    public String summary() {
        String where = taskName == null ? "" : " in " + taskName;
        String host = endpoint == null ? "" : " on " + endpoint;
        String more =
                endpoint == null
                        ? "its stack trace and the job manager's log say more"
                        : "its stack trace and the task manager's log say more";
        return "The job failed"
                + where
                + host
                + " at "
                + Wording.time(timestamp)
                + ": "
                + what()
                + "; "
                + more;
    }

    private String what() {
        String line = Wording.line(message);
        if (exceptionName == null) {
            return line.isEmpty() ? "no reason given" : line;
        }
        return line.isEmpty() ? exceptionName : line + " (" + exceptionName + ")";
    }
}
