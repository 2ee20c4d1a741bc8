package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Holds one row as it travels; {@link SqlRow} has the values by their types. Immutable and safe for
 * use by many threads.
 *
 * @param kind what it does to a changelog
 * @param fields the values, in the order of the columns
 */
public record RawRow(
        @JsonProperty("kind") RowKind kind,
        @JsonProperty("fields") @JsonSetter(contentNulls = Nulls.SET) List<JsonNode> fields) {

    /** Copies the list; null becomes empty. */
    public RawRow {
        fields = Immutable.list(fields);
    }
}
