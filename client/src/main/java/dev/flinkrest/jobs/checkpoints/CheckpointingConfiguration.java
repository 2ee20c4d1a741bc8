package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Describes how a job takes checkpoints. {@code GET /jobs/:jobid/checkpoints/config}. Immutable and
 * safe for use by many threads.
 *
 * @param mode the guarantee
 * @param interval the time between checkpoints, in milliseconds; {@link Long#MAX_VALUE} if none are
 *     taken by the clock
 * @param timeout how long a checkpoint may take, in milliseconds
 * @param minPause the time between the end of one checkpoint and the start of the next at least, in
 *     milliseconds
 * @param maxConcurrent how many checkpoints may be taken at once
 * @param externalization whether checkpoints outlive the job; null if the server did not say
 * @param stateBackend where state lives, by class name, for example {@code HashMapStateBackend};
 *     null if the server did not say
 * @param checkpointStorage where checkpoints go, by class name, for example {@code
 *     FileSystemCheckpointStorage}; null if the server did not say
 * @param unalignedCheckpoints whether checkpoints may hold data in flight
 * @param tolerableFailedCheckpoints how many checkpoints in a row may fail before the job does
 * @param alignedCheckpointTimeout after how long an aligned checkpoint becomes an unaligned one, in
 *     milliseconds; null before Flink 1.14
 * @param checkpointsAfterTasksFinish whether checkpoints go on when some tasks have finished; null
 *     before Flink 1.14
 * @param stateChangelogEnabled whether changes of state are logged; null before Flink 1.16
 * @param changelogPeriodicMaterializationInterval the time between full snapshots under the
 *     changelog, in milliseconds; null if there are none, and before Flink 1.16
 * @param changelogStorage where the changelog goes, for example {@code memory}; null if the server
 *     did not say, and before Flink 1.16
 */
public record CheckpointingConfiguration(
        @JsonProperty("mode") ProcessingMode mode,
        @JsonProperty("interval") long interval,
        @JsonProperty("timeout") long timeout,
        @JsonProperty("min_pause") long minPause,
        @JsonProperty("max_concurrent") long maxConcurrent,
        @JsonProperty("externalization") @Nullable Externalization externalization,
        @JsonProperty("state_backend") @Nullable String stateBackend,
        @JsonProperty("checkpoint_storage") @Nullable String checkpointStorage,
        @JsonProperty("unaligned_checkpoints") boolean unalignedCheckpoints,
        @JsonProperty("tolerable_failed_checkpoints") int tolerableFailedCheckpoints,
        @JsonProperty("aligned_checkpoint_timeout") @Nullable Long alignedCheckpointTimeout,
        @JsonProperty("checkpoints_after_tasks_finish")
                @Nullable Boolean checkpointsAfterTasksFinish,
        @JsonProperty("state_changelog_enabled") @Nullable Boolean stateChangelogEnabled,
        @JsonProperty("changelog_periodic_materialization_interval")
                @Nullable Long changelogPeriodicMaterializationInterval,
        @JsonProperty("changelog_storage") @Nullable String changelogStorage) {

    /**
     * Tells whether checkpoints outlive the job. Immutable and safe for use by many threads.
     *
     * @param enabled whether they do
     * @param deleteOnCancellation whether they are deleted when the job is cancelled
     */
    public record Externalization(
            @JsonProperty("enabled") boolean enabled,
            @JsonProperty("delete_on_cancellation") boolean deleteOnCancellation) {}
}
