package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Describes the part of one vertex in a checkpoint. {@code GET
 * /jobs/:jobid/checkpoints/details/:checkpointid}. Immutable and safe for use by many threads.
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
 */
public record TaskCheckpointStatistics(
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
        @JsonProperty("num_acknowledged_subtasks") int numAcknowledgedSubtasks) {}
