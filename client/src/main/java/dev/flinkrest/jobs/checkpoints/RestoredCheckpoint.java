package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Describes the checkpoint or savepoint that a job was restored from. {@code GET
 * /jobs/:jobid/checkpoints}. Immutable and safe for use by many threads.
 *
 * @param id its number
 * @param restoreTimestamp when the job was restored, in milliseconds since 1970
 * @param isSavepoint whether it is a savepoint
 * @param externalPath where it is; null if it is kept in memory
 */
public record RestoredCheckpoint(
        @JsonProperty("id") long id,
        @JsonProperty("restore_timestamp") long restoreTimestamp,
        @JsonProperty("is_savepoint") boolean isSavepoint,
        @JsonProperty("external_path") @Nullable String externalPath) {}
