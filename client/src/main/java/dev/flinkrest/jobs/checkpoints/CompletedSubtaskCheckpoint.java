package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Describes the part of one subtask in a checkpoint that it has acknowledged. Immutable and safe
 * for use by many threads.
 *
 * @param index the subtask's index, counted from 0
 * @param status always {@code completed}
 * @param ackTimestamp when it acknowledged, in milliseconds since 1970
 * @param endToEndDuration how long it took from the trigger to the acknowledgement, in milliseconds
 * @param checkpointedSize how many bytes it wrote itself, what it shares with earlier ones not
 *     counted; null before Flink 1.15
 * @param stateSize how many bytes the state has in full
 * @param checkpoint how long the parts of taking it took
 * @param alignment what happened during alignment
 * @param startDelay how long it took from the trigger until it began, in milliseconds
 * @param unalignedCheckpoint whether it holds data in flight
 * @param aborted whether it was given up
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
public record CompletedSubtaskCheckpoint(
        @JsonProperty("index") int index,
        @JsonProperty("status") String status,
        @JsonProperty("ack_timestamp") long ackTimestamp,
        @JsonProperty("end_to_end_duration") long endToEndDuration,
        @JsonProperty("checkpointed_size") @Nullable Long checkpointedSize,
        @JsonProperty("state_size") long stateSize,
        @JsonProperty("checkpoint") CheckpointDuration checkpoint,
        @JsonProperty("alignment") CheckpointAlignment alignment,
        @JsonProperty("start_delay") long startDelay,
        @JsonProperty("unaligned_checkpoint") boolean unalignedCheckpoint,
        @JsonProperty("aborted") boolean aborted)
        implements SubtaskCheckpoint {

    /**
     * Tells how long the parts of taking a checkpoint took. Immutable and safe for use by many
     * threads.
     *
     * @param sync while processing stood still, in milliseconds
     * @param async while processing went on, in milliseconds
     */
    public record CheckpointDuration(
            @JsonProperty("sync") long sync, @JsonProperty("async") long async) {}

    /**
     * Tells what happened while a subtask waited for the checkpoint's barriers. Immutable and safe
     * for use by many threads.
     *
     * @param buffered always 0 since Flink 1.11
     * @param processed how many bytes were processed
     * @param persisted how many bytes in flight were written
     * @param duration how long it waited, in milliseconds
     */
    public record CheckpointAlignment(
            @JsonProperty("buffered") long buffered,
            @JsonProperty("processed") long processed,
            @JsonProperty("persisted") long persisted,
            @JsonProperty("duration") long duration) {}
}
