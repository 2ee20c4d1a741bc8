package dev.flinkrest.diagnostics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists all threads of a process and their stacks. {@code GET /jobmanager/thread-dump}, {@code GET
 * /taskmanagers/:taskmanagerid/thread-dump}. Immutable and safe for use by many threads.
 *
 * @param threadInfos the threads
 */
public record ThreadDump(@JsonProperty("threadInfos") List<ThreadInfo> threadInfos) {

    /** Copies the list; null becomes empty. */
    public ThreadDump {
        threadInfos = Immutable.list(threadInfos);
    }
}
