package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells how strongly a vertex is held back. {@code GET
 * /jobs/:jobid/vertices/:vertexid/backpressure}. Immutable and safe for use by many threads.
 *
 * @param status whether there are numbers
 * @param backpressureLevel the highest level of its subtasks; null if there are no numbers
 * @param endTimestamp when the numbers were taken, in milliseconds since 1970; null if there are
 *     none
 * @param subtasks the levels of its subtasks; empty if there are no numbers
 */
public record VertexBackPressure(
        @JsonProperty("status") Status status,
        @JsonProperty("backpressureLevel") @Nullable BackPressureLevel backpressureLevel,
        @JsonProperty("end-timestamp") @Nullable Long endTimestamp,
        @JsonProperty("subtasks") List<SubtaskBackPressure> subtasks) {

    /** Copies the list; null becomes empty. */
    public VertexBackPressure {
        subtasks = Immutable.list(subtasks);
    }

    /**
     * Makes one of a reply. Flink 1.13 and 1.14 name the level {@code backpressure-level}; later
     * versions write it twice, and Jackson takes an alias once only.
     *
     * @param status whether there are numbers
     * @param backpressureLevel the level, or null
     * @param olderLevel the level under its older name, or null
     * @param endTimestamp when the numbers were taken, or null
     * @param subtasks the levels of its subtasks, or null
     * @return what the reply says
     */
    @JsonCreator
    public static VertexBackPressure of(
            @JsonProperty("status") Status status,
            @JsonProperty("backpressureLevel") @Nullable BackPressureLevel backpressureLevel,
            @JsonProperty("backpressure-level") @Nullable BackPressureLevel olderLevel,
            @JsonProperty("end-timestamp") @Nullable Long endTimestamp,
            @JsonProperty("subtasks") @Nullable List<SubtaskBackPressure> subtasks) {
        return new VertexBackPressure(
                status,
                backpressureLevel == null ? olderLevel : backpressureLevel,
                endTimestamp,
                Immutable.list(subtasks));
    }

    /** Names whether there are numbers. */
    public enum Status {
        /** There are, and they are fresh. */
        @JsonProperty("ok")
        OK,
        /** There are none, or they are old; the server begins to take them when it is asked. */
        @JsonProperty("deprecated")
        DEPRECATED,
        /** A value that this version of the library does not know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
