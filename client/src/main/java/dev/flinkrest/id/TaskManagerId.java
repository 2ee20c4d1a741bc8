package dev.flinkrest.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.flinkrest.internal.util.Check;

/**
 * Identifies a task manager (Flink's {@code ResourceID}), for example {@code
 * 127.0.0.1:42389-ef2404}. Immutable and safe for use by many threads.
 *
 * @param value the id as Flink writes it, never blank
 */
public record TaskManagerId(@JsonValue String value) {

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    public TaskManagerId {
        Check.notBlank("task manager id", value);
    }

    /**
     * Makes an id of its text form.
     *
     * @param value the id as Flink writes it
     * @return the id
     * @throws IllegalArgumentException if {@code value} is blank
     */
    @JsonCreator
    public static TaskManagerId of(String value) {
        return new TaskManagerId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
