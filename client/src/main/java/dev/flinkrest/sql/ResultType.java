package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Tells what a page of a result is. */
public enum ResultType {
    /** Nothing yet; ask again. */
    NOT_READY,
    /** Some rows, or none at the moment; more may come. */
    PAYLOAD,
    /** The end. */
    EOS,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
