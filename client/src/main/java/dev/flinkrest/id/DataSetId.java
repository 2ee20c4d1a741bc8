package dev.flinkrest.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identifies a cluster data set (Flink's {@code IntermediateDataSetID}). Immutable and safe for use
 * by many threads.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record DataSetId(@JsonValue String value) {

    /**
     * Checks and normalises the value.
     *
     * @throws IllegalArgumentException if {@code value} is not 32 hexadecimal digits
     */
    public DataSetId {
        value = Hex.check("data set id", value);
    }

    /**
     * Makes an id of its text form.
     *
     * @param value 32 hexadecimal digits, in either case
     * @return the id
     * @throws IllegalArgumentException if {@code value} is not 32 hexadecimal digits
     */
    @JsonCreator
    public static DataSetId of(String value) {
        return new DataSetId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
