package dev.flinkrest.logs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists log files. {@code GET /jobmanager/logs}, {@code GET /taskmanagers/:taskmanagerid/logs}.
 * Immutable and safe for use by many threads.
 *
 * @param logs the files; empty if the process was started without a log directory
 */
public record LogList(@JsonProperty("logs") List<LogInfo> logs) {

    /** Copies the list; null becomes empty. */
    public LogList {
        logs = Immutable.list(logs);
    }
}
