package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Names how a SQL Gateway writes the values of rows. */
public enum RowFormat {
    /** Each by its type: numbers, texts, arrays, objects. */
    JSON,
    /** Each as the text that a SQL shell would print; Flink 1.17 and later. */
    PLAIN_TEXT,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
