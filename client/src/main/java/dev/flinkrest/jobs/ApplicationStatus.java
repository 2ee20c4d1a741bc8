package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Names how a job ended. {@code GET /jobs/:jobid/execution-result}. */
public enum ApplicationStatus {
    /** It ended well. */
    SUCCEEDED,
    /** It failed. */
    FAILED,
    /** It was cancelled. */
    CANCELED,
    /** Flink does not know, or this version of the library does not know what Flink said. */
    @JsonEnumDefaultValue
    UNKNOWN
}
