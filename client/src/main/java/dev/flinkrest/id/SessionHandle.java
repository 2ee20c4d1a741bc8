package dev.flinkrest.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identifies a session of a SQL Gateway. Immutable and safe for use by many threads.
 *
 * @param value a UUID in lower case
 */
public record SessionHandle(@JsonValue String value) {

    /**
     * Checks and normalises the value.
     *
     * @throws IllegalArgumentException if {@code value} is not a UUID
     */
    public SessionHandle {
        value = Uuids.check("session handle", value);
    }

    /**
     * Makes a handle of its text form.
     *
     * @param value a UUID, in either case
     * @return the handle
     * @throws IllegalArgumentException if {@code value} is not a UUID
     */
    @JsonCreator
    public static SessionHandle of(String value) {
        return new SessionHandle(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
