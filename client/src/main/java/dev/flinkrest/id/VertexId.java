package dev.flinkrest.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identifies a vertex of a job's graph (Flink's {@code JobVertexID}). Immutable and safe for use by
 * many threads.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record VertexId(@JsonValue String value) {

    /**
     * Checks and normalises the value.
     *
     * @throws IllegalArgumentException if {@code value} is not 32 hexadecimal digits
     */
    public VertexId {
        value = Hex.check("vertex id", value);
    }

    /**
     * Makes an id of its text form.
     *
     * @param value 32 hexadecimal digits, in either case
     * @return the id
     * @throws IllegalArgumentException if {@code value} is not 32 hexadecimal digits
     */
    @JsonCreator
    public static VertexId of(String value) {
        return new VertexId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
