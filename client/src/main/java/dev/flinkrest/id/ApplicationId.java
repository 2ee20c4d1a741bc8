package dev.flinkrest.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Identifies an application (Flink 2.3 and later). Immutable and safe for use by many threads.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record ApplicationId(@JsonValue String value) {

    /**
     * Checks and normalises the value.
     *
     * @throws IllegalArgumentException if {@code value} is not 32 hexadecimal digits
     */
    public ApplicationId {
        value = Hex.check("application id", value);
    }

    /**
     * Makes an id of its text form.
     *
     * @param value 32 hexadecimal digits, in either case
     * @return the id
     * @throws IllegalArgumentException if {@code value} is not 32 hexadecimal digits
     */
    @JsonCreator
    public static ApplicationId of(String value) {
        return new ApplicationId(value);
    }

    /**
     * Makes a new random id.
     *
     * @return an id that no other call returned, for all practical purposes
     */
    public static ApplicationId random() {
        return new ApplicationId(Hex.random(ThreadLocalRandom.current()));
    }

    @Override
    public String toString() {
        return value;
    }
}
