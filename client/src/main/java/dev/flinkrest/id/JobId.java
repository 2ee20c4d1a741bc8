package dev.flinkrest.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Identifies a job. Immutable and safe for use by many threads.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record JobId(@JsonValue String value) {

    /**
     * Checks and normalises the value.
     *
     * @throws IllegalArgumentException if {@code value} is not 32 hexadecimal digits
     */
    public JobId {
        value = Hex.check("job id", value);
    }

    /**
     * Makes an id of its text form.
     *
     * @param value 32 hexadecimal digits, in either case
     * @return the id
     * @throws IllegalArgumentException if {@code value} is not 32 hexadecimal digits
     */
    @JsonCreator
    public static JobId of(String value) {
        return new JobId(value);
    }

    /**
     * Makes a new random id.
     *
     * @return an id that no other call returned, for all practical purposes
     */
    public static JobId random() {
        return new JobId(Hex.random(ThreadLocalRandom.current()));
    }

    @Override
    public String toString() {
        return value;
    }
}
