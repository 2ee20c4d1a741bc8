package dev.flinkrest.diagnostics;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Names how far a profiling is. */
public enum ProfilingStatus {
    /** It goes on. */
    RUNNING,
    /** It has ended well, and there is a file. */
    FINISHED,
    /** It has failed; its message says why. */
    FAILED,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
