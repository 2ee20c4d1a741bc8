package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Describes the part of one subtask in a checkpoint that it has not acknowledged. Immutable and
 * safe for use by many threads.
 *
 * @param index the subtask's index, counted from 0
 * @param status {@code pending_or_failed}
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
public record PendingSubtaskCheckpoint(
        @JsonProperty("index") int index, @JsonProperty("status") String status)
        implements SubtaskCheckpoint {}
