package dev.flinkrest.rest;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Tells whether something that was triggered has ended, as all of Flink's replies on triggers write
 * it. Immutable and safe for use by many threads.
 *
 * @param id whether it has ended
 */
public record QueueStatus(@JsonProperty(value = "id", required = true) Id id) {

    /** Names how far something triggered is. */
    public enum Id {
        /** It goes on. */
        IN_PROGRESS,
        /** It has ended, well or not. */
        COMPLETED,
        /** A value that this version of the library does not know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
