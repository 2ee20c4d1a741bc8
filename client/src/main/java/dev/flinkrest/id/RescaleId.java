package dev.flinkrest.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identifies a rescale of a job (Flink 2.3 and later). Immutable and safe for use by many threads.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record RescaleId(@JsonValue String value) {

    /**
     * Checks and normalises the value.
     *
     * @throws IllegalArgumentException if {@code value} is not 32 hexadecimal digits
     */
    public RescaleId {
        value = Hex.check("rescale id", value);
    }

    /**
     * Makes an id of its text form.
     *
     * @param value 32 hexadecimal digits, in either case
     * @return the id
     * @throws IllegalArgumentException if {@code value} is not 32 hexadecimal digits
     */
    @JsonCreator
    public static RescaleId of(String value) {
        return new RescaleId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
