package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.metrics.StatsSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes the part of one vertex in a checkpoint, subtask by subtask. {@code GET
 * /jobs/:jobid/checkpoints/details/:checkpointid/subtasks/:vertexid}. Immutable and safe for use by
 * many threads.
 *
 * @param id the checkpoint
 * @param status how far the part is
 * @param latestAckTimestamp when a subtask acknowledged last, in milliseconds since 1970; -1 if
 *     none has
 * @param checkpointedSize how many bytes the vertex wrote itself, what it shares with earlier ones
 *     not counted; null before Flink 1.15
 * @param stateSize how many bytes the state has in full
 * @param endToEndDuration how long it took from the trigger to the last acknowledgement, in
 *     milliseconds
 * @param alignmentBuffered always 0 since Flink 1.11
 * @param processedData how many bytes were processed during alignment
 * @param persistedData how many bytes in flight were written, under unaligned checkpoints
 * @param numSubtasks how many subtasks take part
 * @param numAcknowledgedSubtasks how many subtasks have acknowledged
 * @param summary the numbers of the subtasks, folded; null if the server has none
 * @param subtasks the parts of the subtasks
 */
public record TaskCheckpointDetails(
        @JsonProperty("id") long id,
        @JsonProperty("status") CheckpointStatus status,
        @JsonProperty("latest_ack_timestamp") long latestAckTimestamp,
        @JsonProperty("checkpointed_size") @Nullable Long checkpointedSize,
        @JsonProperty("state_size") long stateSize,
        @JsonProperty("end_to_end_duration") long endToEndDuration,
        @JsonProperty("alignment_buffered") long alignmentBuffered,
        @JsonProperty("processed_data") long processedData,
        @JsonProperty("persisted_data") long persistedData,
        @JsonProperty("num_subtasks") int numSubtasks,
        @JsonProperty("num_acknowledged_subtasks") int numAcknowledgedSubtasks,
        @JsonProperty("summary") @Nullable Summary summary,
        @JsonProperty("subtasks") List<SubtaskCheckpoint> subtasks) {

    /** Copies the list; null becomes empty. */
    public TaskCheckpointDetails {
        subtasks = Immutable.list(subtasks);
    }

    /**
     * Folds the numbers of the subtasks. Immutable and safe for use by many threads.
     *
     * @param checkpointedSize bytes written by a subtask itself; null before Flink 1.15
     * @param stateSize bytes of the state in full
     * @param endToEndDuration milliseconds from the trigger to the acknowledgement
     * @param checkpointDuration how long the parts of taking it took
     * @param alignment what happened during alignment
     * @param startDelay milliseconds from the trigger until a subtask began
     */
    public record Summary(
            @JsonProperty("checkpointed_size") @Nullable StatsSummary checkpointedSize,
            @JsonProperty("state_size") StatsSummary stateSize,
            @JsonProperty("end_to_end_duration") StatsSummary endToEndDuration,
            @JsonProperty("checkpoint_duration") DurationSummary checkpointDuration,
            @JsonProperty("alignment") AlignmentSummary alignment,
            @JsonProperty("start_delay") StatsSummary startDelay) {}

    /**
     * Folds how long the parts of taking a checkpoint took. Immutable and safe for use by many
     * threads.
     *
     * @param sync milliseconds while processing stood still
     * @param async milliseconds while processing went on
     */
    public record DurationSummary(
            @JsonProperty("sync") StatsSummary sync, @JsonProperty("async") StatsSummary async) {}

    /**
     * Folds what happened while subtasks waited for the checkpoint's barriers. Immutable and safe
     * for use by many threads.
     *
     * @param buffered always 0 since Flink 1.11
     * @param processed bytes processed
     * @param persisted bytes in flight that were written
     * @param duration milliseconds of waiting
     */
    public record AlignmentSummary(
            @JsonProperty("buffered") StatsSummary buffered,
            @JsonProperty("processed") StatsSummary processed,
            @JsonProperty("persisted") StatsSummary persisted,
            @JsonProperty("duration") StatsSummary duration) {}
}
