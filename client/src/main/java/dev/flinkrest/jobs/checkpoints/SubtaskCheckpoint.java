package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Describes the part of one subtask in a checkpoint. {@code GET
 * /jobs/:jobid/checkpoints/details/:checkpointid/subtasks/:vertexid}. Immutable and safe for use by
 * many threads.
 *
 * <p>What it is is told by its status. A status that this version of the library does not know
 * gives a {@link PendingSubtaskCheckpoint}.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "status",
        visible = true,
        defaultImpl = PendingSubtaskCheckpoint.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = CompletedSubtaskCheckpoint.class, name = "completed"),
    @JsonSubTypes.Type(value = PendingSubtaskCheckpoint.class, name = "pending_or_failed")
})
public sealed interface SubtaskCheckpoint
        permits CompletedSubtaskCheckpoint, PendingSubtaskCheckpoint {

    /**
     * Returns the subtask's index.
     *
     * @return the index, counted from 0
     */
    int index();

    /**
     * Returns how far the part is.
     *
     * @return {@code completed} or {@code pending_or_failed}
     */
    String status();
}
