package dev.flinkrest.jobs.checkpoints;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Names the guarantees that checkpoints give. */
public enum ProcessingMode {
    /** Each record changes the state once. */
    @JsonProperty("exactly_once")
    EXACTLY_ONCE,
    /** A record may change the state again after a failure. */
    @JsonProperty("at_least_once")
    AT_LEAST_ONCE,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
