package dev.flinkrest.diagnostics;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Names what is profiled; the modes are those of async-profiler. Flink 1.19 and later. */
public enum ProfilingMode {
    /** Time on a CPU. */
    CPU,
    /** Memory that is allocated. */
    ALLOC,
    /** Time spent waiting for locks. */
    LOCK,
    /** Time of all threads, running or not. */
    WALL,
    /** Time on a CPU, for machines that do not allow the other way of measuring it. */
    ITIMER,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
