package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what of a selection could not be had, and why. Immutable and safe for use by many threads.
 *
 * @param component what it would have been of, for example {@code job <id>} or {@code the job
 *     manager}
 * @param job the job; null if it is of no job
 * @param vertex the vertex; null if it is of no vertex, or of all of the job
 * @param taskManager the task manager; null if it is of none, or of all
 * @param names the metrics' names as Flink writes them, those of single subtasks with the subtask's
 *     number; empty if nothing of the component could be had, not even its metrics' names
 * @param reason why, in a sentence without its full stop
 * @param failure what a request failed with; null if the server answered, but not with these
 */
public record MissingMetrics(
        String component,
        @Nullable JobId job,
        @Nullable VertexId vertex,
        @Nullable TaskManagerId taskManager,
        List<String> names,
        String reason,
        @Nullable FlinkRestException failure) {

    /** Copies the list; null becomes empty. */
    public MissingMetrics {
        names = Immutable.list(names);
    }
}
