package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes what a job was configured with. {@code GET /jobs/:jobid/config}. Immutable and safe for
 * use by many threads.
 *
 * @param jid the job
 * @param name the job's name
 * @param executionConfig the configuration; null if the server does not have it any more
 */
public record JobConfig(
        @JsonProperty("jid") JobId jid,
        @JsonProperty("name") String name,
        @JsonProperty("execution-config") @Nullable ExecutionConfig executionConfig) {

    /**
     * Holds what a job was configured with. Immutable and safe for use by many threads.
     *
     * @param executionMode how data is exchanged, for example {@code PIPELINED}; until Flink 1.20,
     *     null from 2.0 on
     * @param restartStrategy what happens on failure, in words
     * @param jobParallelism the parallelism of operators that do not set their own; -1 if the job
     *     does not set it
     * @param objectReuseMode whether records are handed on without a copy
     * @param userConfig the job's global parameters
     */
    public record ExecutionConfig(
            @JsonProperty("execution-mode") @Nullable String executionMode,
            @JsonProperty("restart-strategy") String restartStrategy,
            @JsonProperty("job-parallelism") int jobParallelism,
            @JsonProperty("object-reuse-mode") boolean objectReuseMode,
            @JsonProperty("user-config") Map<String, String> userConfig) {

        /** Copies the map; null becomes empty. */
        public ExecutionConfig {
            userConfig = Immutable.map(userConfig);
        }
    }
}
