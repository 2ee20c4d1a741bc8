package dev.flinkrest.jobs;

/** Names the binary formats of savepoints; Flink 1.15 and later. */
public enum SavepointFormat {
    /** The same for all state backends, so that a job can change its backend with it. */
    CANONICAL,
    /** The state backend's own, made and restored faster. */
    NATIVE
}
