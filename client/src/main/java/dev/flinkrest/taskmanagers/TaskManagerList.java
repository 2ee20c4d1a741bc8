package dev.flinkrest.taskmanagers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists the task managers. {@code GET /taskmanagers}. Immutable and safe for use by many threads.
 *
 * @param taskmanagers the task managers that are registered
 */
public record TaskManagerList(@JsonProperty("taskmanagers") List<TaskManagerInfo> taskmanagers) {

    /** Copies the list; null becomes empty. */
    public TaskManagerList {
        taskmanagers = Immutable.list(taskmanagers);
    }
}
