package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Describes a column of a result. Immutable and safe for use by many threads.
 *
 * @param name the column's name
 * @param type what its values are
 * @param comment the comment that the column was declared with; null if there is none, which is all
 *     that Flink's own gateways send
 */
public record Column(
        @JsonProperty("name") String name,
        @JsonProperty(value = "logicalType", required = true) SqlType type,
        @JsonProperty("comment") @Nullable String comment) {

    /**
     * Tells whether its values may be null.
     *
     * @return what the type says
     */
    public boolean nullable() {
        return type.nullable();
    }
}
