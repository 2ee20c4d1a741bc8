package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Names the kinds of jobs; since Flink 1.20. */
public enum JobType {
    /** All its sources are bounded, and it runs stage by stage. */
    BATCH,
    /** All its tasks run at once. */
    STREAMING,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
