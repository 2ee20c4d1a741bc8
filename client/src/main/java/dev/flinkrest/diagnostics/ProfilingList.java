package dev.flinkrest.diagnostics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists profilings. {@code GET /jobmanager/profiler}, {@code GET
 * /taskmanagers/:taskmanagerid/profiler}. Immutable and safe for use by many threads.
 *
 * @param profilingList the profilings that the server remembers, the latest first
 */
public record ProfilingList(@JsonProperty("profilingList") List<ProfilingInfo> profilingList) {

    /** Copies the list; null becomes empty. */
    public ProfilingList {
        profilingList = Immutable.list(profilingList);
    }
}
