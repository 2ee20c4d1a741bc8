package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Tells what a row does to a changelog. */
public enum RowKind {
    /** Adds a row. */
    INSERT,
    /** Takes back a row that will be replaced. */
    UPDATE_BEFORE,
    /** Replaces the row that was taken back. */
    UPDATE_AFTER,
    /** Removes a row. */
    DELETE,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
