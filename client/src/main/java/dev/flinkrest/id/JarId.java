package dev.flinkrest.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.flinkrest.internal.util.Check;

/**
 * Identifies an uploaded jar, for example {@code 441be2c2-a0a4-468f-8067-fa3e47e89fdd_job.jar}.
 * Immutable and safe for use by many threads.
 *
 * @param value the id as Flink writes it, never blank
 */
public record JarId(@JsonValue String value) {

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    public JarId {
        Check.notBlank("jar id", value);
    }

    /**
     * Makes an id of its text form.
     *
     * @param value the id as Flink writes it
     * @return the id
     * @throws IllegalArgumentException if {@code value} is blank
     */
    @JsonCreator
    public static JarId of(String value) {
        return new JarId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
