package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Names the schedulers; since Flink 2.3. */
public enum SchedulerType {
    /** Gives a job the parallelism it asks for, or fails. */
    @JsonProperty("Default")
    DEFAULT,
    /** Fits the parallelism of streaming jobs to the slots there are. */
    @JsonProperty("Adaptive")
    ADAPTIVE,
    /** Fits the parallelism of batch jobs to the data. */
    @JsonProperty("AdaptiveBatch")
    ADAPTIVE_BATCH,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
