package dev.flinkrest.jars;

/**
 * Says who owns the files of a savepoint or checkpoint that a job is started from; Flink 1.15 and
 * later.
 */
public enum ClaimMode {
    /** Flink owns them and deletes them when they are no longer needed. */
    CLAIM,
    /** Flink never deletes them, and does not lean on them after the first checkpoint. */
    NO_CLAIM,
    /** Flink never deletes them, but its checkpoints may lean on them for ever. */
    LEGACY
}
