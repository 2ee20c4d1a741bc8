package dev.flinkrest.diagnostics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Describes a JVM. {@code GET /jobmanager/environment}, {@code GET
 * /jobs/:jobid/jobmanager/environment}. Immutable and safe for use by many threads.
 *
 * @param version name, vendor and version as one text
 * @param arch the processor's architecture, for example {@code amd64}
 * @param options the options that the JVM was started with
 */
public record JvmInfo(
        @JsonProperty("version") String version,
        @JsonProperty("arch") String arch,
        @JsonProperty("options") List<String> options) {

    /** Copies the list; null becomes empty. */
    public JvmInfo {
        options = Immutable.list(options);
    }
}
