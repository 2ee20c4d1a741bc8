package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.flinkrest.id.VertexId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes one checkpoint or savepoint. {@code GET /jobs/:jobid/checkpoints}, {@code GET
 * /jobs/:jobid/checkpoints/details/:checkpointid}. Immutable and safe for use by many threads.
 *
 * <p>What it is is told by its status. A status that this version of the library does not know
 * gives an {@link InProgressCheckpoint}, which has the common parts alone, with {@link
 * CheckpointStatus#UNKNOWN}.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "status",
        visible = true,
        defaultImpl = InProgressCheckpoint.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = CompletedCheckpoint.class, name = "COMPLETED"),
    @JsonSubTypes.Type(value = FailedCheckpoint.class, name = "FAILED"),
    @JsonSubTypes.Type(value = InProgressCheckpoint.class, name = "IN_PROGRESS")
})
public sealed interface Checkpoint
        permits CompletedCheckpoint, FailedCheckpoint, InProgressCheckpoint {

    /**
     * Returns the checkpoint's number.
     *
     * @return the checkpoint's number
     */
    long id();

    /**
     * Returns how far it is.
     *
     * @return how far it is
     */
    CheckpointStatus status();

    /**
     * Returns whether it is a savepoint.
     *
     * @return whether it is a savepoint
     */
    boolean isSavepoint();

    /**
     * Returns the savepoint's format, for example {@code CANONICAL}.
     *
     * @return the savepoint's format, for example {@code CANONICAL}; null if it is no savepoint,
     *     and before Flink 1.17
     */
    @Nullable String savepointFormat();

    /**
     * Returns when it was triggered, in milliseconds since 1970.
     *
     * @return when it was triggered, in milliseconds since 1970
     */
    long triggerTimestamp();

    /**
     * Returns when a subtask acknowledged last, in milliseconds since 1970.
     *
     * @return when a subtask acknowledged last, in milliseconds since 1970; -1 if none has
     */
    long latestAckTimestamp();

    /**
     * Returns how many bytes it wrote itself, what it shares with earlier ones not counted.
     *
     * @return how many bytes it wrote itself, what it shares with earlier ones not counted; null
     *     before Flink 1.15
     */
    @Nullable Long checkpointedSize();

    /**
     * Returns how many bytes the state has in full.
     *
     * @return how many bytes the state has in full
     */
    long stateSize();

    /**
     * Returns how long it took from the trigger to the last acknowledgement, in milliseconds.
     *
     * @return how long it took from the trigger to the last acknowledgement, in milliseconds
     */
    long endToEndDuration();

    /**
     * Returns always 0 since Flink 1.11.
     *
     * @return always 0 since Flink 1.11
     */
    long alignmentBuffered();

    /**
     * Returns how many bytes were processed during alignment.
     *
     * @return how many bytes were processed during alignment
     */
    long processedData();

    /**
     * Returns how many bytes in flight were written, under unaligned checkpoints.
     *
     * @return how many bytes in flight were written, under unaligned checkpoints
     */
    long persistedData();

    /**
     * Returns how many subtasks take part.
     *
     * @return how many subtasks take part
     */
    int numSubtasks();

    /**
     * Returns how many subtasks have acknowledged.
     *
     * @return how many subtasks have acknowledged
     */
    int numAcknowledgedSubtasks();

    /**
     * Returns the kind.
     *
     * @return the kind
     */
    CheckpointType checkpointType();

    /**
     * Returns the parts of the vertices.
     *
     * @return the parts of the vertices; empty except in {@code …/details/:checkpointid}
     */
    Map<VertexId, TaskCheckpointStatistics> tasks();
}
