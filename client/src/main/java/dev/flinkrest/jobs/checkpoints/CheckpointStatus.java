package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Names how far a checkpoint is. */
public enum CheckpointStatus {
    /** It is being taken. */
    IN_PROGRESS,
    /** It was taken. */
    COMPLETED,
    /** It failed. */
    FAILED,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
