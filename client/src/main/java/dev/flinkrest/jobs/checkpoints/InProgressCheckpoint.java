package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes a checkpoint or savepoint that is being taken, or one whose status this version of the
 * library does not know. Immutable and safe for use by many threads.
 *
 * @param id the checkpoint's number
 * @param status how far it is
 * @param isSavepoint whether it is a savepoint
 * @param savepointFormat the savepoint's format, for example {@code CANONICAL}; null if it is no
 *     savepoint, and before Flink 1.17
 * @param triggerTimestamp when it was triggered, in milliseconds since 1970
 * @param latestAckTimestamp when a subtask acknowledged last, in milliseconds since 1970; -1 if
 *     none has
 * @param checkpointedSize how many bytes it wrote itself, what it shares with earlier ones not
 *     counted; null before Flink 1.15
 * @param stateSize how many bytes the state has in full
 * @param endToEndDuration how long it took from the trigger to the last acknowledgement, in
 *     milliseconds
 * @param alignmentBuffered always 0 since Flink 1.11
 * @param processedData how many bytes were processed during alignment
 * @param persistedData how many bytes in flight were written, under unaligned checkpoints
 * @param numSubtasks how many subtasks take part
 * @param numAcknowledgedSubtasks how many subtasks have acknowledged
 * @param checkpointType the kind
 * @param tasks the parts of the vertices; empty except in {@code …/details/:checkpointid}
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
public record InProgressCheckpoint(
        @JsonProperty("id") long id,
        @JsonProperty("status") CheckpointStatus status,
        @JsonProperty("is_savepoint") boolean isSavepoint,
        @JsonProperty("savepointFormat") @Nullable String savepointFormat,
        @JsonProperty("trigger_timestamp") long triggerTimestamp,
        @JsonProperty("latest_ack_timestamp") long latestAckTimestamp,
        @JsonProperty("checkpointed_size") @Nullable Long checkpointedSize,
        @JsonProperty("state_size") long stateSize,
        @JsonProperty("end_to_end_duration") long endToEndDuration,
        @JsonProperty("alignment_buffered") long alignmentBuffered,
        @JsonProperty("processed_data") long processedData,
        @JsonProperty("persisted_data") long persistedData,
        @JsonProperty("num_subtasks") int numSubtasks,
        @JsonProperty("num_acknowledged_subtasks") int numAcknowledgedSubtasks,
        @JsonProperty("checkpoint_type") CheckpointType checkpointType,
        @JsonProperty("tasks") Map<VertexId, TaskCheckpointStatistics> tasks)
        implements Checkpoint {

    /** Copies the map; null becomes empty. */
    public InProgressCheckpoint {
        tasks = Immutable.map(tasks);
    }
}
