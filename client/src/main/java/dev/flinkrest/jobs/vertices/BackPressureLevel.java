package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Names how strongly something is held back by what comes after it. */
public enum BackPressureLevel {
    /** At most a tenth of the time. */
    @JsonProperty("ok")
    OK,
    /** At most half of the time. */
    @JsonProperty("low")
    LOW,
    /** More than half of the time. */
    @JsonProperty("high")
    HIGH,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
