package dev.flinkrest.diagnostics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Describes what a job manager runs in. {@code GET /jobmanager/environment}, {@code GET
 * /jobs/:jobid/jobmanager/environment}. Immutable and safe for use by many threads.
 *
 * @param jvm its JVM
 * @param classpath the entries of its class path
 */
public record EnvironmentInfo(
        @JsonProperty("jvm") JvmInfo jvm, @JsonProperty("classpath") List<String> classpath) {

    /** Copies the list; null becomes empty. */
    public EnvironmentInfo {
        classpath = Immutable.list(classpath);
    }
}
