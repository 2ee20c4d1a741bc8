package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.VertexId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is what metrics are of, for what is said of those that are missing. */
record Component(
        String text,
        @Nullable JobId job,
        @Nullable VertexId vertex,
        @Nullable TaskManagerId taskManager) {

    static Component of(String text) {
        return new Component(text, null, null, null);
    }

    static Component of(JobId job) {
        return new Component("job " + job, job, null, null);
    }

    static Component of(JobId job, VertexId vertex) {
        return new Component("vertex " + vertex + " of job " + job, job, vertex, null);
    }

    static Component of(TaskManagerId id) {
        return new Component("task manager " + id, null, null, id);
    }

    MissingMetrics missing(Collection<String> names, String reason) {
        return new MissingMetrics(text, job, vertex, taskManager, List.copyOf(names), reason, null);
    }

    MissingMetrics missing(Collection<String> names, FlinkRestException failure) {
        return new MissingMetrics(
                text,
                job,
                vertex,
                taskManager,
                List.copyOf(names),
                String.valueOf(failure.getMessage()),
                failure);
    }
}
