package dev.flinkrest.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identifies what a SQL Gateway was told to do in a session, such as a statement. Immutable and
 * safe for use by many threads.
 *
 * @param value a UUID in lower case
 */
public record OperationHandle(@JsonValue String value) {

    /**
     * Checks and normalises the value.
     *
     * @throws IllegalArgumentException if {@code value} is not a UUID
     */
    public OperationHandle {
        value = Uuids.check("operation handle", value);
    }

    /**
     * Makes a handle of its text form.
     *
     * @param value a UUID, in either case
     * @return the handle
     * @throws IllegalArgumentException if {@code value} is not a UUID
     */
    @JsonCreator
    public static OperationHandle of(String value) {
        return new OperationHandle(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
