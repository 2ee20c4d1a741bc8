package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Names the kinds of checkpoints. */
public enum CheckpointType {
    /** An aligned checkpoint. */
    CHECKPOINT,
    /** A checkpoint that holds data in flight; since Flink 1.16. */
    UNALIGNED_CHECKPOINT,
    /** A savepoint after which the job goes on. */
    SAVEPOINT,
    /** A savepoint with which the job stops. */
    SYNC_SAVEPOINT,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
