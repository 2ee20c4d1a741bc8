package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Tells whether a result has rows of its own. */
public enum ResultKind {
    /** It says just that all went well, such as that of a DDL; one row, {@code OK}. */
    SUCCESS,
    /** It has rows. */
    SUCCESS_WITH_CONTENT,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
