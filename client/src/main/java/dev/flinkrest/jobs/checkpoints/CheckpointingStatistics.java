package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.metrics.StatsSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes the checkpoints of a job. {@code GET /jobs/:jobid/checkpoints}. Immutable and safe for
 * use by many threads.
 *
 * @param counts how many there are
 * @param summary the numbers of those completed, folded
 * @param latest the latest of each kind
 * @param history the latest ones, newest first; as many as the server remembers
 */
public record CheckpointingStatistics(
        @JsonProperty("counts") Counts counts,
        @JsonProperty("summary") Summary summary,
        @JsonProperty("latest") LatestCheckpoints latest,
        @JsonProperty("history") List<Checkpoint> history) {

    /** Copies the list; null becomes empty. */
    public CheckpointingStatistics {
        history = Immutable.list(history);
    }

    /**
     * Counts checkpoints, savepoints included. Immutable and safe for use by many threads.
     *
     * @param restored how often the job was restored
     * @param total how many were triggered
     * @param inProgress how many are being taken
     * @param completed how many were taken
     * @param failed how many failed
     */
    public record Counts(
            @JsonProperty("restored") long restored,
            @JsonProperty("total") long total,
            @JsonProperty("in_progress") int inProgress,
            @JsonProperty("completed") long completed,
            @JsonProperty("failed") long failed) {}

    /**
     * Folds the numbers of the completed checkpoints. Immutable and safe for use by many threads.
     *
     * @param checkpointedSize bytes written by a checkpoint itself; null before Flink 1.15
     * @param stateSize bytes of the state in full
     * @param endToEndDuration milliseconds from the trigger to the last acknowledgement
     * @param alignmentBuffered always 0 since Flink 1.11
     * @param processedData bytes processed during alignment
     * @param persistedData bytes in flight that were written
     */
    public record Summary(
            @JsonProperty("checkpointed_size") @Nullable StatsSummary checkpointedSize,
            @JsonProperty("state_size") StatsSummary stateSize,
            @JsonProperty("end_to_end_duration") StatsSummary endToEndDuration,
            @JsonProperty("alignment_buffered") StatsSummary alignmentBuffered,
            @JsonProperty("processed_data") StatsSummary processedData,
            @JsonProperty("persisted_data") StatsSummary persistedData) {}

    /**
     * Holds the latest checkpoint of each kind. Immutable and safe for use by many threads.
     *
     * @param completed the latest that was taken, savepoints not counted; null if there is none
     * @param savepoint the latest savepoint that was taken; null if there is none
     * @param failed the latest that failed; null if there is none
     * @param restored what the job was restored from last; null if it was not
     */
    public record LatestCheckpoints(
            @JsonProperty("completed") @Nullable CompletedCheckpoint completed,
            @JsonProperty("savepoint") @Nullable CompletedCheckpoint savepoint,
            @JsonProperty("failed") @Nullable FailedCheckpoint failed,
            @JsonProperty("restored") @Nullable RestoredCheckpoint restored) {}
}
